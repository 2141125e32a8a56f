def lambda_handler(event, context):
    if event["triggerSource"] == "CustomMessage_SignUp":
        event["response"]["emailSubject"] = "Welcome to the service"
        event["response"]["emailMessage"] = "Thank you for signing up. " + event["request"]["codeParameter"] + " is your code"
    return event
