"""The two Common Crawl pipelines, what they run on, and the reaper."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3_deployment as deployment
from constructs import Construct

from catalog.operations.names import ETL, IMAGES, SPOT_QUOTA
from stacks.constructs.cluster import ClusterBase, InstanceRole
from stacks.constructs.grants import let_delete, let_read, let_write
from stacks.constructs.job_flow import PipelineSpec, build_job_flow
from stacks.constructs.pipeline import PipelineFunctions, PipelineMachine
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.schedule import Schedule
from stacks.function_stack import FunctionStack
from stacks.nag import acknowledge_copies
from stacks.packages import ROOT


class Crawl(FunctionStack):
    """`common-crawl-etl` and `common-crawl-provider-images`."""

    def __init__(self, scope: Construct, construct_id: str, **given: Any) -> None:
        super().__init__(scope, construct_id, undelivered="openverse-crawl-undelivered", **given)
        self.lake = self.buckets.lake
        self.base = ClusterBase(
            self,
            "Cluster",
            network=self.foundation.network,
            key=self.foundation.data_key,
            bucket=self.lake,
            certificates=self.config.crawl.certificates,
        )
        self.functions = self._build_functions()
        self._upload()
        self.etl = self._build_pipeline("Etl", self._etl_spec())
        self.images = self._build_pipeline("Images", self._images_spec())
        self.base.acknowledge()
        self.reaper = self._build_reaper()

    def _etl_spec(self) -> PipelineSpec:
        bucket = self.lake.bucket_name
        return PipelineSpec(
            name=ETL,
            title="Common Crawl ETL",
            script="extract_cc_links.py",
            arguments=(
                "--crawl",
                "$.run.crawl",
                "--source",
                "s3://commoncrawl/",
                "--wat",
                "States.Format('@{}', $.attempt.inputs)",
                "--output",
                f"s3://{bucket}/output",
                "--stagger",
                "60",  # Common Crawl shares its few thousand requests a second with everyone
            ),
            task_vcpus=self.config.crawl.task_vcpus,
            schedule=self.config.crawl.schedule,
        )

    def _images_spec(self) -> PipelineSpec:
        return PipelineSpec(
            name=IMAGES,
            title="Common Crawl Provider Images ETL",
            script="extract_provider_images.py",
            arguments=(
                "--crawl",
                "$.run.crawl",
                "--inputs",
                "$.attempt.inputs",
                "--source",
                "s3://commoncrawl/",
                "--output",
                f"s3://{self.buckets.images.bucket_name}",
            ),
            task_vcpus=self.config.crawl.images_task_vcpus,
            schedule=self.config.crawl.images_schedule,
        )

    def _grant_nodes(self, nodes: InstanceRole, spec: PipelineSpec) -> None:
        """Let the nodes of a pipeline write its output, and read what it starts from."""
        if spec.script == "extract_cc_links.py":
            bucket, prefix = self.lake, "output/*"
        else:
            bucket, prefix = self.buckets.images, "common_crawl_image_data/*"
        let_read(nodes.role, bucket, prefix)
        let_write(nodes.role, bucket, prefix)
        let_delete(nodes.role, bucket, prefix)

    def _build_functions(self) -> PipelineFunctions:
        crawl = self.config.crawl
        functions = PipelineFunctions(
            resolve=self._function("resolve_crawl", "Decides whether there is a crawl to process"),
            preflight=self._function(
                "preflight",
                "Lists and sizes a crawl's files and estimates what they cost",
                FILE_LIMIT=str(crawl.file_limit),
                SPOT_QUOTA=SPOT_QUOTA,
            ),
            verify=self._function("verify_coverage", "Compares a run's output with its inputs"),
            mark_ready=self._function("mark_ready", "Records that a crawl is ready"),
        )
        functions.resolve.allow(
            ["states:DescribeExecution"],
            [f"arn:aws:states:{self.region}:{self.account}:execution:common-crawl-*:*"],
        )
        functions.preflight.allow(["servicequotas:GetServiceQuota"], ["*"])
        self._grant_data(functions)
        return functions

    def _grant_data(self, functions: PipelineFunctions) -> None:
        """Let the functions see Common Crawl and the lake, and write what they report."""
        for function in functions.all():
            let_read(function.role, self.lake)
            let_write(function.role, self.lake, "runs/*")
            if function in (functions.resolve, functions.preflight):
                function.allow(["s3:GetObject"], ["arn:aws:s3:::commoncrawl/*"])
                function.allow(["s3:ListBucket"], ["arn:aws:s3:::commoncrawl"])
            if function in (functions.preflight, functions.verify):
                function.allow(["s3:ListBucket"], [self.buckets.images.bucket_arn])
            if function is functions.mark_ready:
                let_read(function.role, self.buckets.images)
            function.acknowledge(
                "It reads the lake and Common Crawl, and writes below runs/ only.",
                unscoped="A quota cannot be named in a policy.",
            )

    def _build_reaper(self) -> PythonFunction:
        reaper = self._function(
            "reap_clusters",
            "Ends crawl clusters that outlived their limit",
            REAP_AFTER_MINUTES=str(self.config.crawl.reap_after_minutes),
        )
        reaper.allow(["elasticmapreduce:ListClusters"], ["*"])
        clusters = f"arn:aws:elasticmapreduce:{self.region}:{self.account}:cluster/*"
        reaper.role.add_to_policy(
            iam.PolicyStatement(
                actions=["elasticmapreduce:DescribeCluster", "elasticmapreduce:TerminateJobFlows"],
                resources=[clusters],
            )
        )
        reaper.acknowledge(
            "A cluster's id is not known before it runs.",
            unscoped="Clusters can only be listed all together.",
        )
        Schedule(
            self,
            "ReaperSchedule",
            name="openverse-reap-clusters",
            expression="rate(15 minutes)",
            target=reaper.function,
            dead_letters=self.dead_letters,
        )
        return reaper

    def _function(self, name: str, description: str, **environment: str) -> PythonFunction:
        places = {
            "SOURCE": "s3://commoncrawl/",
            "LAKE": f"s3://{self.lake.bucket_name}",
            "IMAGES": f"s3://{self.buckets.images.bucket_name}",
        }
        return self.build_function(name, description, {**places, **environment}, memory_mb=2048)

    def _upload(self) -> None:
        """Put scripts and libraries where the handbook has them: `scripts/` and `bootstrap/`."""
        sources = {"scripts": str(ROOT / "emr_scripts"), "bootstrap": str(self.packages.emr)}
        for prefix, path in sources.items():
            deployment.BucketDeployment(
                self,
                prefix.title(),
                sources=[deployment.Source.asset(path, exclude=["__pycache__"])],
                destination_bucket=self.lake,
                destination_key_prefix=prefix,
                memory_limit=1024,
                ephemeral_storage_size=cdk.Size.gibibytes(2),
            )
        acknowledge_copies(self)

    def _build_pipeline(self, construct_id: str, spec: PipelineSpec) -> PipelineMachine:
        nodes = InstanceRole(
            self,
            f"{construct_id}Nodes",
            base=self.base,
            name=spec.name,
            session_manager="ssm" in self.config.network.endpoints,
        )
        self._grant_nodes(nodes, spec)
        nodes.acknowledge()
        pipeline = PipelineMachine(
            self,
            construct_id,
            spec=spec,
            job_flow=build_job_flow(spec, self.config.crawl, self.base.place(nodes.profile)),
            config=self.config.crawl,
            functions=self.functions,
            pass_roles=[self.base.service_role.role_arn, nodes.role.role_arn],
            topic=self.foundation.topic,
            key=self.foundation.data_key,
            log_days=self.config.ops.log_days,
        )
        Schedule(
            self,
            f"{construct_id}Schedule",
            name=spec.name,
            expression=spec.schedule,
            target=pipeline.machine,
            enabled=self.config.crawl.scheduled,
            dead_letters=self.dead_letters,
        )
        return pipeline
