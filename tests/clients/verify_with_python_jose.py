"""Verifies an ID token with python-jose: issuer, client id, ID token, access token. Prints the claims."""
import json
import sys
import urllib.request

from jose import jwt

issuer, client_id, id_token, access_token = sys.argv[1:]
with urllib.request.urlopen(f"{issuer}/.well-known/jwks.json") as answer:
    keys = json.load(answer)

kid = jwt.get_unverified_headers(id_token)["kid"]
key = next(key for key in keys["keys"] if key["kid"] == kid)
claims = jwt.decode(id_token, key, algorithms=["RS256"], audience=client_id, issuer=issuer, access_token=access_token)
print(json.dumps(claims))
