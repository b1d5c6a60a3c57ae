#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes the pages that the benchmarks decode and serve, without Roster.

The members are in the order of the vendors' sample responses; the function variants() makes the other variants. The same
arguments and the same version of Python produce the same bytes.

usage: pages.py FOLDER [--list N]...

  FOLDER/eas/VARIANT.json      a page of 100 services of PAI-EAS
  FOLDER/qianfan/VARIANT.json  the same of Qianfan
  FOLDER/list-N.jsonl          all pages of a list of N services of PAI-EAS in the documented order, one per line
"""

import argparse
import datetime
import json
import random
from pathlib import Path

PAGE = 100
SEED = 20210701
LOWER = "abcdefghijklmnopqrstuvwxyz0123456789"
MIXED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
START = datetime.datetime(2026, 10, 1)

# Members that may be absent according to the vendors' documentation, or that a small service lacks.
OPTIONAL = {
    "eas": {"ResourceBurstable", "InternetEndpoint", "IntranetEndpoint", "SecondaryInternetEndpoint", "SecondaryIntranetEndpoint",
            "ResourceAlias", "Resource", "TrafficState", "RequestId", "Labels", "Weight", "Role", "RoleAttrs", "SafetyLock", "AppType",
            "AppVersion", "AppSpecName", "AppConfig", "QuotaId", "Gateway", "GPUCorePercentage", "GPUMemory", "AccessToken", "ExtraData",
            "ServiceConfig", "WorkloadType", "InstanceCountInResource", "AutoscalerEnabled", "CronscalerEnabled"},
    "qianfan": {"description", "scaleStatus", "updateStatus", "chargeType", "payType", "chargeStatus", "resourceConfig", "logStoreConfig",
                "deploymentConfig", "creator"},
}
FREE_TEXT = {"eas": ("Message", "ServiceConfig", "ExtraData"), "qianfan": ("description", "name", "creator")}
LONG_TEXT = {"eas": ("ServiceConfig",), "qianfan": ("description",)}
CHINESE = "面向华东地区客户的问答模型,夜间自动缩容,变更前请先联系值班工程师。"


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


class Source:
    """Random parts of services, determined by the seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *values):
        return self.random.choice(values)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def number(self, least, most):
        return self.random.randint(least, most)

    def letters(self, count, alphabet=LOWER):
        return "".join(self.random.choices(alphabet, k=count))

    def request_id(self):
        digits = self.letters(32, "0123456789ABCDEF")
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def time_before(self, days):
        moment = START - datetime.timedelta(days=days, seconds=self.number(0, 86399))
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def deployment(source, name, cpu, memory, gpu, instances):
    """Returns the deployment of a service, which is a JSON text in the response."""
    image = f"registry-vpc.cn-beijing.aliyuncs.com/models/server:{source.number(1, 3)}.{source.number(0, 20)}"
    config = {"metadata": {"name": name, "cpu": cpu, "memory": memory, "gpu": gpu, "instance": instances, "enable_webservice": source.chance(50)},
              "cloud": {"computing": {"instance_type": source.pick("ecs.gn7i-c8g1.2xlarge", "ecs.gn6e-c12g1.3xlarge", "ecs.c7.xlarge")}},
              "containers": [{"image": image, "port": source.pick(8000, 8080, 9000), "command": f"serve --model /mnt/{name} --workers {cpu}",
                              "env": [{"name": "LOG_LEVEL", "value": source.pick("info", "debug")}]}]}
    if source.chance(50):
        config["storage"] = [{"mount_path": "/mnt", "oss": {"path": f"oss://bucket-{source.letters(6)}/weights/", "readOnly": True}}]
    return compact(config)


def eas_service(source, index):
    """Returns a service; WorkloadType, which is in the SDK and not in the sample, comes last."""
    name = f"{source.pick('chat', 'rank', 'ocr', 'translate', 'embed')}_{source.pick('live', 'trial', 'shadow')}_{index:05d}"
    service_id = f"eas-m-{source.letters(8)}{index:06d}"
    cpu, gpu, instances = source.pick(1, 2, 4, 8, 16), source.pick(0, 0, 1, 2, 8), source.number(1, 12)
    memory, waiting = cpu * 4096, source.pick(0, 0, 0, 1)
    host = f"{source.number(10**15, 10**16)}.cn-beijing.pai-eas.aliyuncs.com"
    inner_host = host.replace(".", ".vpc.", 1)
    labels = [{"LabelValue": source.pick("search", "payments", "客服", "平台组", "a/b"), "LabelKey": key}
              for key in ("team", "stage", "owner")[:source.number(0, 3)]]
    return {
        "ServiceGroup": source.pick(name, "group_" + source.letters(5)), "Memory": memory, "Cpu": cpu,
        "Image": f"registry.cn-beijing.aliyuncs.com/eas/{name}:v{source.number(1, 9)}.{source.number(0, 9)}-{source.number(10**9, 10**10)}",
        "Gpu": gpu, "TotalInstance": instances, "AccessToken": source.letters(52, MIXED) + "==", "ResourceBurstable": source.chance(20),
        "InternetEndpoint": f"http://{host}/api/predict/{name}", "ResourceAlias": source.pick("shared-gpu", "night-batch", "推理资源组", ""),
        "Status": source.pick("Running", "Running", "Running", "Stopped", "Waiting", "Updating", "Failed"),
        "TrafficState": source.pick("standalone", "grouping"), "RequestId": source.request_id(), "Resource": "eas-r-" + source.letters(18),
        "SecondaryInternetEndpoint": f"http://{host}/api/predict/async_path.{name}\n", "Labels": labels, "Namespace": name,
        "Weight": source.pick(0, 20, 100), "Role": source.pick("Queue", "LLMGateway", "FrontEnd", "Job"),
        "SecondaryIntranetEndpoint": f"http://{inner_host}/api/predict/async_path.{name}\n", "PendingInstance": waiting, "ServiceName": name,
        "SafetyLock": source.pick("none", "dangerous"), "Region": "cn-beijing", "AppType": source.pick("LLM", "RAG", ""),
        "InstanceCountInResource": {"Quota": 0, "Public": source.number(0, 3), "Dedicated": source.number(0, 9)},
        "IntranetEndpoint": f"http://{inner_host}/api/predict/{name}", "QuotaId": "quota" + source.letters(11),
        "Message": source.pick("Service is running", f"Waiting for {waiting} of {instances} instances, reason \"no free GPU\"", "已由管理员停止"),
        "CurrentVersion": source.number(1, 30), "RunningInstance": max(instances - waiting, 0), "WorkspaceId": str(source.number(10**4, 10**6)),
        "CallerUid": str(source.number(10**17, 10**18)), "Reason": source.pick("RUNNING", "STOPPED", "PENDING"),
        "Source": source.pick("console", "sdk", "dsw"), "ServiceId": service_id, "AppVersion": f"v{source.number(1, 4)}",
        "CronscalerEnabled": source.chance(10), "ServiceConfig": deployment(source, name, cpu, memory, gpu, instances),
        "Gateway": "gw-" + source.letters(20), "AppSpecName": source.pick("qwen_7b", "llama_13b", "bge_large"),
        "GPUCorePercentage": source.pick(0, 25, 50), "GPUMemory": source.pick(0, 16, 24), "AppConfig": compact({"ModelStorage": "nas"}),
        "CreateTime": source.time_before(index % 900), "AutoscalerEnabled": source.chance(40),
        "ExtraData": compact({"blue_green_services": [name, name + "_" + source.letters(4)]}), "LatestVersion": source.number(1, 40),
        "UpdateTime": source.time_before(0), "ServiceUid": service_id, "ParentUid": str(source.number(10**15, 10**16)),
        "RoleAttrs": compact({"ApproxMaxLength": None, "Length": source.number(0, 500), "MaxPayloadBytes": 8192}),
        "WorkloadType": source.pick("Deployment", "Job"),
    }


def eas_page(source, number, services, total):
    return {"RequestId": source.request_id(), "Services": services, "PageNumber": number, "PageSize": PAGE, "TotalCount": total}


def qianfan_service(source, index):
    kind, replicas, rate = source.pick("GPU-I-2", "GPU-I-4", "CPU-I-2"), source.number(0, 6), source.pick(1, 0.5, 2.25, 8)
    region, logs = source.pick("bj", "gz", "su"), source.chance(30)
    return {
        "serviceId": "svco-" + source.letters(12), "baseModel": source.pick("ERNIE-Lite-8K", "Qwen3-14B", "DeepSeek-V3", "BLOOMZ-7B"),
        "modelSetId": "am-" + source.letters(12), "modelId": "amv-" + source.letters(12), "name": f"assistant_{index:04d}",
        "description": source.pick("", "内部知识库问答", "answers tickets, \"first line\" only", "trial until the end of the month"),
        "url": "https://qianfan.baidubce.com/v2/chat/completions", "endpoint": f"{source.letters(8)}_{source.letters(10)}",
        "serviceType": source.pick("chat", "completions", "embeddings"), "runStatus": source.pick("Serving", "Serving", "New", "Stopped"),
        "scaleStatus": "None", "updateStatus": "None", "chargeType": source.pick("", "Tokens", "ComputingUnit"),
        "payType": source.pick("", "Postpay", "Prepay,Postpay"), "chargeStatus": source.pick("NotOpen", "Opened", "Free"),
        "resourceConfig": {"region": region, "type": kind, "replicasCount": replicas, "qps": rate}, "isModelUpdating": source.chance(5),
        "enableLogs": logs,
        "logStoreConfig": {"logRegion": region, "logProject": "default", "logStoreName": "logs-" + source.letters(6)} if logs else {},
        "creator": source.pick("百里**", "ops-team", "欧阳**"), "createTime": source.time_before(index),
        "deploymentConfig": {"type": kind, "region": region, "qps": rate, "replicasComputeUnitCount": 2, "replicasCount": replicas},
        "protocolVersion": 2,
    }


def qianfan_page(source, services):
    info = {"marker": "", "maxKeys": PAGE, "isTruncated": True, "nextMarker": "svco-" + source.letters(12)}
    return {"requestId": source.request_id().lower(), "result": {"pageInfo": info, "serviceList": services}}


def with_services(vendor, page, change):
    """Returns the page with every service changed; `change` must not modify its argument."""
    if vendor == "eas":
        return {**page, "Services": [change(service) for service in page["Services"]]}
    return {**page, "result": {**page["result"], "serviceList": [change(service) for service in page["result"]["serviceList"]]}}


def with_text(vendor, page, members, text):
    """Returns the page with this text as the value of those members of every service."""
    return with_services(vendor, page, lambda service: {n: text if n in members[vendor] else v for n, v in service.items()})


def shuffled(source, value):
    """Returns the value with the members of every object shuffled."""
    if isinstance(value, list):
        return [shuffled(source, entry) for entry in value]
    if not isinstance(value, dict):
        return value
    members = list(value.items())
    source.random.shuffle(members)
    return {name: shuffled(source, member) for name, member in members}


def with_unknown(source, service):
    members = list(service.items())
    for number in range(8):
        value = source.pick(None, False, 1.5, "a text", [1, [2], {"x": None}], {"A": {"B": [1, 2, 3]}, "C": "text"})
        members.insert(source.number(0, len(members)), (f"Unannounced{number}", value))
    return dict(members)


def variants(vendor, page):
    """Yields the name and the text of each variant."""
    source = Source(SEED + 1)
    escapes = "".join(f"\"line {line}\"\t\\n C:\\temp\\{line}\r\n" for line in range(40))
    long_text = compact({"steps": [f"convert --input part-{part} --output /tmp/{part * 7} --threads 4" for part in range(500)]})
    chinese = with_text(vendor, page, FREE_TEXT, CHINESE * 5)
    yield "documented", compact(page)
    yield "alphabetical", json.dumps(page, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    yield "shuffled", compact(shuffled(source, page))
    yield "pretty", json.dumps(page, indent=2, ensure_ascii=False)
    yield "unknown", compact(with_services(vendor, page, lambda service: with_unknown(source, service)))
    yield "few", compact(with_services(vendor, page, lambda service: {n: v for n, v in service.items() if n not in OPTIONAL[vendor]}))
    yield "escapes", compact(with_text(vendor, page, FREE_TEXT, escapes))
    yield "chinese", compact(chinese)
    yield "chinese-escaped", json.dumps(chinese, separators=(",", ":"), ensure_ascii=True)
    yield "long", compact(with_text(vendor, page, LONG_TEXT, long_text))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--list", type=int, action="append", default=[], metavar="N", dest="lists")
    arguments = parser.parse_args()
    source = Source(SEED)
    pages = {"eas": eas_page(source, 1, [eas_service(source, index) for index in range(PAGE)], PAGE),
             "qianfan": qianfan_page(source, [qianfan_service(source, index) for index in range(PAGE)])}
    for vendor, page in pages.items():
        (arguments.folder / vendor).mkdir(parents=True, exist_ok=True)
        for name, text in variants(vendor, page):
            (arguments.folder / vendor / f"{name}.json").write_text(text, encoding="utf-8", newline="")
    for total in arguments.lists:
        source = Source(SEED + 2)
        with (arguments.folder / f"list-{total}.jsonl").open("w", encoding="utf-8", newline="") as file:
            for first in range(0, total, PAGE):
                services = [eas_service(source, index) for index in range(first, min(first + PAGE, total))]
                file.write(compact(eas_page(source, first // PAGE + 1, services, total)) + "\n")


if __name__ == "__main__":
    main()
