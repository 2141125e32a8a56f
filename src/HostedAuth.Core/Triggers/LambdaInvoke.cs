using HostedAuth.Core.Deployment;
using HostedAuth.Core.Outbound;
using HostedAuth.Core.Secrets;

namespace HostedAuth.Core.Triggers;

/// <summary>
/// Lambda's Invoke call, signed by SigV4: AWS itself, SAM local, a runtime interface emulator. A function that threw
/// answers 200 with the header X-Amz-Function-Error and its error as the body.
/// </summary>
internal sealed class LambdaInvoke(OutboundHttp http, Settings settings, TimeProvider time) : ITriggerTransport
{
    /// <summary>Of Lambda: 6 MB; no trigger's answer comes near.</summary>
    private const int LargestAnswer = 1024 * 1024;

    private const string FunctionError = "X-Amz-Function-Error";

    private readonly LambdaSettings _lambda = settings.Lambda;

    public bool Calls(string arn) => arn.Split(':') is [_, _, "lambda", ..];

    public async Task<TriggerAnswer> CallAsync(
        string arn,
        string id,
        byte[] json,
        TimeSpan limit,
        CancellationToken cancellationToken)
    {
        var region = AwsEndpoint.RegionOf(arn.Split(':')[3]);
        var endpoint = AwsEndpoint.Of(_lambda.Endpoint, "lambda", region);
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{endpoint}/2015-03-31/functions/{Uri.EscapeDataString(arn)}/invocations")
        {
            Content = new ByteArrayContent(json),
        };
        request.Content.Headers.ContentType = new("application/json");
        if (_lambda.AccessKeyId is not "")
        {
            var secret = new Secret(_lambda.SecretAccessKey);
            SignatureV4.Sign(request, json, _lambda.AccessKeyId, secret, region, "lambda", time.GetUtcNow());
        }

        var answer = await http.SendAsync(request, limit, LargestAnswer, cancellationToken);
        return answer switch
        {
            { IsSuccess: false } => new TriggerAnswer.NotRun(
                answer.Headers.GetValueOrDefault("x-amzn-ErrorType")?.Split(':')[0] ?? $"status {(int)answer.Status}"),
            _ when answer.Headers.ContainsKey(FunctionError) => new TriggerAnswer.Failed(
                answer.FindText("errorMessage") ?? "unknown"),
            _ => new TriggerAnswer.Done(answer.Body),
        };
    }
}
