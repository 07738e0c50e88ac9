"""The Openverse Catalog: openly licensed media, found in Common Crawl and in provider APIs.

Runs on one machine without an AWS account; nothing here knows `aws_cdk`.
"""
