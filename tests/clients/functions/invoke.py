"""Answers Lambda's Invoke by the functions of this folder: function:<name> is lambda_handler of <name>.py."""
import importlib
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote


class Invoke(BaseHTTPRequestHandler):
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


ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Invoke).serve_forever()
