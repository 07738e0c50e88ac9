"""What is deployed: CDK stacks, one a lifecycle. No business logic; it lives in `catalog`."""
