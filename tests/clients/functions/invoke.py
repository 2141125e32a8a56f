"""Answers Lambda's Invoke by the functions of this folder: function:<name> is lambda_handler of <name>.py.

Prints the port that it listens on.
"""
import importlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class Invoke(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # Connections stay: none is closed while its caller sends the next event.
    wbufsize = -1  # An answer leaves in one piece,
    disable_nagle_algorithm = True  # and at once.

    def do_POST(self):
        name = unquote(self.path).split("/functions/")[1].split("/")[0].split(":")[-1]
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            self.answer(importlib.import_module(name).lambda_handler(event, None), failed=False)
        except Exception as error:  # As Lambda does: whatever a function throws is its answer.
            self.answer({"errorMessage": str(error), "errorType": type(error).__name__}, failed=True)

    def answer(self, content, failed):
        body = json.dumps(content).encode()
        self.send_response(200)
        if failed:
            self.send_header("X-Amz-Function-Error", "Unhandled")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Invoke)
print(server.server_port, flush=True)
server.serve_forever()
