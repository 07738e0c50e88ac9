"""Rules of "Policy evaluation logic" and "Condition operators" in the IAM User Guide."""

import pytest

from local_aws.policies.evaluator import IamRequest, allowing, allowing_principal, like

READ = {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::lake/data/*"}
GET = IamRequest("s3:GetObject", "arn:aws:s3:::lake/data/1.parquet")


def when(**conditions):
    return {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": conditions}


def test_a_request_that_no_statement_names_is_denied():
    assert allowing([READ], IamRequest("s3:PutObject", "arn:aws:s3:::lake/data/1.parquet")) is None
    assert allowing([READ], IamRequest("s3:GetObject", "arn:aws:s3:::lake/runs/1.json")) is None


def test_the_statement_that_allows_a_request_is_returned():
    assert allowing([READ], GET) == READ


def test_actions_are_compared_without_regard_to_case_and_resources_with_it():
    assert allowing([READ], IamRequest("S3:GETOBJECT", GET.resource)) == READ
    assert allowing([READ], IamRequest("s3:GetObject", "arn:aws:s3:::lake/DATA/1.parquet")) is None


def test_a_denial_beats_every_permission():
    deny = {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}
    assert allowing([READ, deny], GET) is None


def test_what_is_left_out_by_name_is_not_meant():
    statement = {"Effect": "Allow", "NotAction": "iam:*", "NotResource": "arn:aws:s3:::secret/*"}
    requests = (
        GET,
        IamRequest("iam:PassRole", "*"),
        IamRequest(GET.action, "arn:aws:s3:::secret/x"),
    )
    found = [allowing([statement], request) == statement for request in requests]
    assert found == [True, False, False]


@pytest.mark.parametrize(
    ("conditions", "context", "met"),
    [
        ({"StringEquals": {"aws:SourceAccount": "1"}}, {"aws:SourceAccount": "1"}, True),
        ({"StringEquals": {"aws:SourceAccount": "1"}}, {"AWS:sourceaccount": "1"}, True),
        ({"StringEquals": {"aws:SourceAccount": "1"}}, {"aws:SourceAccount": "2"}, False),
        ({"StringEquals": {"aws:SourceAccount": "1"}}, {}, False),
        ({"StringEquals": {"k": ["1", "2"]}}, {"k": "2"}, True),
        ({"StringNotEquals": {"k": "1"}}, {}, True),
        ({"StringNotEquals": {"k": "1"}}, {"k": "1"}, False),
        ({"StringLike": {"k": "spot.*"}}, {"k": "spot.amazonaws.com"}, True),
        ({"StringEqualsIfExists": {"k": "1"}}, {}, True),
        ({"StringEqualsIfExists": {"k": "1"}}, {"k": "2"}, False),
        ({"Null": {"aws:ResourceTag/pipeline": "false"}}, {"aws:ResourceTag/pipeline": "x"}, True),
        ({"Null": {"aws:ResourceTag/pipeline": "false"}}, {}, False),
        ({"Bool": {"aws:SecureTransport": "false"}}, {"aws:SecureTransport": "true"}, False),
        ({"NumericLessThan": {"s3:TlsVersion": "1.2"}}, {"s3:TlsVersion": "1.3"}, False),
        ({"ArnLike": {"k": "arn:aws:logs:*:1:*"}}, {"k": "arn:aws:logs:us-east-1:1:x"}, True),
        ({"ForAnyValue:StringEquals": {"k": "1"}}, {"k": ["1", "2"]}, True),
        ({"ForAllValues:StringEquals": {"k": "1"}}, {"k": ["1", "2"]}, False),
        ({"ForAllValues:StringEquals": {"k": "1"}}, {}, True),
        ({"StringEquals": {"a": "1", "b": "1"}}, {"a": "1"}, False),
    ],
)
def test_a_condition_is_evaluated_as_iam_does(conditions, context, met):
    found = allowing([when(**conditions)], IamRequest("s3:GetObject", "*", context))
    assert (found is not None) == met


def test_an_operator_that_is_not_known_is_an_error_and_no_permission():
    with pytest.raises(NotImplementedError, match="DateLessThan"):
        allowing([when(DateLessThan={"k": "2026-01-01"})], GET)


def test_the_policy_of_a_resource_allows_its_principals_only():
    statement = {**READ, "Principal": {"Service": ["events.amazonaws.com"]}}
    everybody = {**READ, "Principal": "*"}
    events = IamRequest(GET.action, GET.resource, principal="events.amazonaws.com")
    assert allowing_principal([statement], events) == statement
    assert allowing_principal([statement], GET) is None
    assert allowing_principal([everybody], GET) == everybody


def test_a_star_crosses_slashes_and_a_question_mark_is_one_character():
    assert like("arn:aws:s3:::lake/*", "arn:aws:s3:::lake/a/b")
    assert not like("secret-??????", "secret-abc")
