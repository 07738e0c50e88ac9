"""A mailbox on the local AWS: a queue that gets every notice, as an operator's mail would."""

import json

from local_aws.environment import LocalAws

_NAME = "inbox"
_PLACE = "us-east-1:123456789012"


def open_inbox(aws: LocalAws) -> None:
    """Subscribe the queue to every notice; a second time changes nothing."""
    aws.client("sqs").create_queue(QueueName=_NAME)
    aws.client("sns").subscribe(
        TopicArn=f"arn:aws:sns:{_PLACE}:openverse-notices",
        Protocol="sqs",
        Endpoint=f"arn:aws:sqs:{_PLACE}:{_NAME}",
    )


def notices(aws: LocalAws) -> list[dict[str, str]]:
    """Take everything out of the mailbox, as messages with `Subject` and `Message`."""
    sqs = aws.client("sqs")
    url = sqs.get_queue_url(QueueName=_NAME)["QueueUrl"]
    taken: list[dict[str, str]] = []
    while found := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
        for message in found:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            taken.append(json.loads(message["Body"]))
    return taken
