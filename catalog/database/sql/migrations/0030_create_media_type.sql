-- The media types, once: what is for one of them refers to it, and a new one is a row more.

CREATE TABLE media_type (name text PRIMARY KEY);
INSERT INTO media_type (name) VALUES ('image'), ('audio');

ALTER TABLE popularity_metric
DROP CONSTRAINT popularity_metric_media_type_check,
ADD FOREIGN KEY (media_type) REFERENCES media_type (name);
ALTER TABLE batch_run
DROP CONSTRAINT batch_run_media_type_check,
ADD FOREIGN KEY (media_type) REFERENCES media_type (name);
ALTER TABLE load_history
DROP CONSTRAINT load_history_media_type_check,
ADD FOREIGN KEY (media_type) REFERENCES media_type (name);
