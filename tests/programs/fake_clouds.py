# SPDX-License-Identifier: BSL-1.0
"""A server that responds as PAI-EAS and Qianfan do, written from their documentation and without the library: the output of
roster-ls is compared with the services of this server."""

import contextlib
import gzip
import http.server
import json
import socket
import ssl
import threading
import urllib.parse


class FakeClouds(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, eas=(), qianfan=(), clamp=100, answer=None, tls=None):
        """`answer(handler)` may handle a request; it returns True if it did."""
        super().__init__(("127.0.0.1", 0), Handler)
        self.eas, self.qianfan, self.clamp, self.answer = list(eas), list(qianfan), clamp, answer
        self.requests = []
        self.compressed = 0  # responses
        self.scheme = "https" if tls else "http"
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        pass  # some tests close the connection


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def do_GET(self):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query, keep_blank_values=True))
        self.server.requests.append(query)
        if self.server.answer and self.server.answer(self):
            return
        number, size = int(query.get("PageNumber", 1)), min(int(query.get("PageSize", 100)), self.server.clamp)
        held = self.server.eas
        self.send_json({"RequestId": "r", "Services": held[(number - 1) * size : number * size], "PageNumber": number,
                        "PageSize": size, "TotalCount": len(held)})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.requests.append(body)
        if self.server.answer and self.server.answer(self):
            return
        held = [s for s in self.server.qianfan if s["protocolVersion"] == body.get("protocolVersion", 1)]
        size = min(int(body.get("maxKeys", 10)), self.server.clamp)
        ids = [s["serviceId"] for s in held]
        begin = ids.index(body["marker"]) if body.get("marker") else 0
        page = {"marker": body.get("marker", ""), "maxKeys": size, "isTruncated": begin + size < len(held)}
        if page["isTruncated"]:
            page["nextMarker"] = ids[begin + size]
        self.send_json({"requestId": "r", "result": {"pageInfo": page, "serviceList": held[begin : begin + size]}})

    def send_json(self, value, status=200, headers=()):
        body = json.dumps(value, ensure_ascii=False).encode()
        if self.headers.get("accept-encoding") == "gzip":
            body, headers = gzip.compress(body), [*headers, ("content-encoding", "gzip")]
            self.server.compressed += 1
        self.send_body(body, "application/json", status, headers)

    def send_body(self, body, content_type, status=200, headers=(), announced=None):
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body) if announced is None else announced))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextlib.contextmanager
def serving(**arguments):
    server = FakeClouds(**arguments)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def unused_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def eas_services(count):
    """Services in the vendor's order, some with unusual values."""
    return [{"ServiceId": f"eas-m-{i:06}", "ServiceName": f"service_{i}", "Status": "Running" if i % 3 else "Offline Task",
             "Region": "cn-shanghai", "CreateTime": "2026-01-07T00:11:30Z", "ServiceUid": f"eas-m-{i:06}\n", "Gpu": i % 4,
             "Cpu": i, "AccessToken": f"token-{i}", "Message": "你好 \"=1+1\", ok" if i % 2 else "line\nbreak",
             "InstanceCountInResource": {"Quota": 1, "Public": 2}, "Labels": [{"LabelKey": "k", "LabelValue": str(i)}],
             "RoleAttrs": "{\"Length\":null}", "NewField": {"a": [1, 2.50, None]}} for i in range(count)]


def qianfan_services(count):
    return [{"serviceId": f"svco-{i:012}", "name": f"service_{i}", "runStatus": "Serving", "createTime": "2024-07-30T05:45:46Z",
             "scaleStatus": "None", "payType": "Prepay,Postpay", "chargeType": "",
             "resourceConfig": {"type": "GPU-1-1", "qps": [1, 1.5, 0.5][i % 3]},
             "isModelUpdating": bool(i % 2), "creator": "百里**", "protocolVersion": 1 + i % 2} for i in range(count)]
