"""Names that the stacks give to things and that code, notices and commands look for.

Each stands here once. A name that changes here changes in the deployment and in what reads it.
"""

# State machines; the first two also name a pipeline's logs and runs in the lake.
ETL = "common-crawl-etl"
IMAGES = "common-crawl-provider-images"
INGEST = "openverse-ingest"
INGEST_FILES = "openverse-ingest-files"
REINGEST = "openverse-reingest"
POPULARITY = "openverse-refresh-popularity"
LINKS = "openverse-check-links"
GONE = "openverse-remove-gone"

# Tags of clusters, by which the reaper, the chaos experiment and people find ours.
PIPELINE_TAG = "openverse:pipeline"
CRAWL_TAG = "openverse:crawl"
# Without it EMR's service role may do nothing in a network: AmazonEMRServicePolicy_v2.
EMR_TAG = "for-use-with-amazon-emr-managed-policies"

# Errors of our functions that the same call meets again: unknown provider, missing key, a crawl
# that is not there, a file that a person has to look at. They are reported at once, not retried.
# The names are those of the classes; a test knows of each class whether it belongs here.
PERMANENT_ERRORS = (
    "UsageError",
    "ForbiddenError",
    "NotFoundError",
    "MigrationError",
    "SchemaChangeError",
    "QuotaTooSmallError",
    "AccessRefused",
    "AbnormalCountError",
    "TooManyRejectedError",
    "RenumberedError",
    "NotAsNamedError",
    "WrongKindError",
    "NotGzipError",
    "UnknownFormError",
)

METRICS = "OpenverseCatalog"
TOPIC = "openverse-notices"
SECRETS = "openverse/providers/"
DATABASE = "openledger"
LAKE_DATABASE, LAKE_TABLE = "commonsmapper", "data"
PUBLISH_JOB = "ProcessCommonCrawlData"
PUBLISH_TRIGGER = "trg_ProcessCommonCrawlData"
CRAWLER = "LoadCommonCrawlData"
# Glue's encryption, whose name Glue gives to its log groups too.
GLUE_SECURITY = "openverse-glue"

# The account's limit of spot vCPUs and of on-demand ones, in Service Quotas (service `ec2`).
SPOT_QUOTA = "L-34B43A08"
ON_DEMAND_QUOTA = "L-1216C47A"
# Concurrent executions of all Lambdas of an account (service `lambda`).
CONCURRENCY_QUOTA = "L-B99A9384"
