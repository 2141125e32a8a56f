using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HostedAuth.CognitoApi.Protocol;
using HostedAuth.CognitoApi.Protocol.Contract;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.CognitoApi.Conformance;

/// <summary>Every operation that is built, held against the contract: what it takes, refuses and answers.</summary>
public sealed class ContractConformanceTests(SampleWorld world) : IClassFixture<SampleWorld>
{
    public static TheoryData<string> Built => [.. SampleCalls.Operations];

    [Fact]
    public void Every_operation_that_is_built_has_a_sample_call() =>
        world.Services.GetRequiredService<OperationCatalogue>().Names.ShouldBe(SampleCalls.Operations, ignoreOrder: true);

    [Theory]
    [MemberData(nameof(Built))]
    public async Task A_good_call_answers_with_declared_members_of_declared_types(string operation)
    {
        var contract = ApiContract.UserPools.Operations[operation];

        var answer = await SendAsync(contract, await SampleCalls.MakeAsync(operation, world));

        answer.ShouldSucceed();
        DeclaredShape.Deviations(contract.Output, answer.Json).ShouldBeEmpty(answer.Body);
    }

    [Theory]
    [MemberData(nameof(Built))]
    public async Task A_bad_member_is_refused_by_the_contracts_words(string operation)
    {
        var contract = ApiContract.UserPools.Operations[operation];
        var input = ApiContract.UserPools.Shapes[contract.Input];
        var good = await SampleCalls.MakeAsync(operation, world);
        var wrong = new List<string>();
        foreach (var (name, shape) in input.Members)
        {
            foreach (var bad in BadValues.Of(shape))
            {
                var request = good.DeepClone().AsObject();
                request[name] = bad.Value?.DeepClone();
                var answer = await SendAsync(contract, request);
                if (answer.Error != bad.Error || !answer.Text("message")!.Contains(bad.Text, StringComparison.Ordinal))
                {
                    wrong.Add($"{name} {bad.What}: {answer.Body}");
                }
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Built))]
    public async Task A_missing_member_is_refused_when_required_and_never_breaks_anything(string operation)
    {
        var contract = ApiContract.UserPools.Operations[operation];
        var required = ApiContract.UserPools.Shapes[contract.Input].Required;
        var good = await SampleCalls.MakeAsync(operation, world);
        foreach (var name in good.Select(member => member.Key).ToList())
        {
            var request = good.DeepClone().AsObject();
            request.Remove(name);

            var answer = await SendAsync(contract, request);

            answer.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
            if (required.Contains(name))
            {
                answer.ShouldRefuse("InvalidParameterException");
                answer.Text("message")!.ShouldContain("failed to satisfy constraint: Member must not be null");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Built))]
    public async Task A_caller_who_proves_nothing_is_refused(string operation)
    {
        var contract = ApiContract.UserPools.Operations[operation];
        var request = await SampleCalls.MakeAsync(operation, world);

        if (contract.Access is Access.Iam)
        {
            (await world.CallPublicAsync(operation, request)).ShouldRefuse("MissingAuthenticationTokenException");
        }
        else if (contract.Access is Access.AccessToken)
        {
            request["AccessToken"] = "eyJhbGciOiJub25lIn0.e30.";
            (await world.CallPublicAsync(operation, request)).ShouldRefuse("NotAuthorizedException", "Invalid Access Token");
        }
        else
        {
            (await world.CallPublicAsync(operation, request)).ShouldSucceed();
        }
    }

    [Fact]
    public async Task An_operation_that_is_not_built_says_so()
    {
        foreach (var operation in ApiContract.UserPools.Operations.Keys.Except(SampleCalls.Operations))
        {
            (await world.CallAsync(operation, new { })).ShouldRefuse("UnknownOperationException");
        }
    }

    [Fact]
    public void The_list_of_operations_in_the_documentation_is_true() =>
        RepositoryFiles.ShouldBe("docs/operations.md", OperationsPage.Write(SampleCalls.Operations.ToHashSet()));

    private Task<ApiAnswer> SendAsync(OperationContract contract, JsonObject request) => world.SendAsync(
        contract.Name,
        Encoding.UTF8.GetBytes(
            request.ToJsonString().Replace(BadValues.HalfCharacter, "\\uD800", StringComparison.Ordinal)),
        contract.Access is Access.Iam ? world.Root : null);
}
