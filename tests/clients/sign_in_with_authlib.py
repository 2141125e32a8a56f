"""An app with Authlib, its code flow in two halves, between which a person signs in.

    begin  ISSUER CLIENT_ID SECRET REDIRECT_URI            prints the address to go to, and what to remember
    finish ISSUER CLIENT_ID SECRET REDIRECT_URI VERIFIER NONCE CALLBACK
                                                           prints the claims, the user info and a refreshed token's type
"""
import json
import os
import sys

import requests
from authlib.integrations.requests_client import OAuth2Session
from authlib.jose import JsonWebKey, jwt
from authlib.oidc.core import CodeIDToken, UserInfo

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"
half, issuer, client_id, secret, redirect_uri, *rest = sys.argv[1:]
server = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
session = OAuth2Session(
    client_id,
    secret,
    scope="openid email",
    redirect_uri=redirect_uri,
    token_endpoint=server["token_endpoint"],
    token_endpoint_auth_method="client_secret_basic",
    code_challenge_method="S256",
)

if half == "begin":
    verifier, nonce = os.urandom(32).hex(), os.urandom(16).hex()
    url, state = session.create_authorization_url(server["authorization_endpoint"], code_verifier=verifier, nonce=nonce)
    print(json.dumps({"url": url, "state": state, "verifier": verifier, "nonce": nonce}))
else:
    verifier, nonce, callback = rest
    token = session.fetch_token(authorization_response=callback, code_verifier=verifier)
    keys = JsonWebKey.import_key_set(requests.get(server["jwks_uri"], timeout=10).json())
    claims = jwt.decode(
        token["id_token"],
        keys,
        claims_cls=CodeIDToken,
        claims_options={"iss": {"values": [issuer]}, "aud": {"values": [client_id]}},
        claims_params={"nonce": nonce, "access_token": token["access_token"], "client_id": client_id},
    )
    claims.validate(leeway=5)
    info = UserInfo(session.get(server["userinfo_endpoint"]).json())
    refreshed = session.refresh_token(server["token_endpoint"])
    print(json.dumps({"claims": claims, "info": info, "type": refreshed["token_type"]}))
