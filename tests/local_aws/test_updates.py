"""The rules of "Update behaviors of stack resources" and of exports in the CloudFormation guide."""

import copy

from local_aws.updates import refused

BEFORE = {
    "Base": {
        "Resources": {
            "Vpc": {"Type": "AWS::EC2::VPC", "Properties": {"CidrBlock": "10.0.0.0/16"}},
            "Subnet": {
                "Type": "AWS::EC2::Subnet",
                "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": "10.0.0.0/20"},
            },
        },
        "Outputs": {"Id": {"Value": {"Ref": "Subnet"}, "Export": {"Name": "Base:Subnet"}}},
    },
    "App": {
        "Resources": {
            "Security": {
                "Type": "AWS::EMR::SecurityConfiguration",
                "Properties": {"Name": "crawl", "SecurityConfiguration": {"a": 1}},
            },
            "Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "left"}},
            "Role": {"Type": "AWS::IAM::Role", "Properties": {"Path": "/"}},
            "User": {
                "Type": "Custom::X",
                "Properties": {"Subnet": {"Fn::ImportValue": "Base:Subnet"}},
            },
        }
    },
}


def after(change):
    changed = copy.deepcopy(BEFORE)
    change(changed["Base"], changed["App"]["Resources"])
    return refused(BEFORE, changed)


def test_an_update_that_changes_nothing_or_what_can_change_in_place_is_accepted():
    def change(_base, app):
        app["Queue"]["Properties"]["DelaySeconds"] = 5

    assert after(lambda *_: None) == after(change) == []


def test_another_content_under_a_fixed_name_is_refused():
    def change(_base, app):
        app["Security"]["Properties"]["SecurityConfiguration"] = {"a": 2}

    assert after(change) == [
        "App/Security keeps its Name crawl and must be replaced for SecurityConfiguration"
    ]


def test_another_content_under_another_name_is_accepted():
    def change(_base, app):
        app["Security"]["Properties"] = {"Name": "crawl-2", "SecurityConfiguration": {"a": 2}}

    assert after(change) == []


def test_what_has_no_name_can_be_replaced():
    def change(_base, app):
        app["Role"]["Properties"]["Path"] = "/other/"

    assert after(change) == []


def test_a_name_is_not_free_for_another_logical_id_before_the_old_resource_is_gone():
    def change(_base, app):
        app["Other"] = app.pop("Queue")

    assert after(change) == ["App/Other would take the name QueueName left of another"]


def test_an_export_that_is_imported_cannot_go():
    def change(base, _app):
        base["Outputs"].clear()

    assert after(change) == ["Base would no longer export Base:Subnet, which another stack imports"]


def test_what_is_replaced_replaces_what_stands_in_it_and_changes_what_is_exported():
    def change(base, _app):
        base["Resources"]["Vpc"]["Properties"]["CidrBlock"] = "10.1.0.0/16"

    assert after(change) == [
        "Base/Subnet keeps its CidrBlock 10.0.0.0/20 and must be replaced for VpcId",
        "Base would export another Base:Subnet, which another stack imports",
    ]


def test_another_type_under_the_same_logical_id_is_a_replacement():
    def change(_base, app):
        app["Queue"]["Type"] = "AWS::SNS::Topic"

    assert after(change) == ["App/Queue keeps its QueueName left and must be replaced for Type"]
