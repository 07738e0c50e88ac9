UPDATE image SET standardized_popularity = old_popularity(provider, meta_data)
