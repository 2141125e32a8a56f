using System.Net;
using System.Net.Sockets;
using HostedAuth.Server.Hosting;
using Microsoft.Extensions.Logging;
using TheProgram = HostedAuth.Server.Hosting.Hosting;

namespace HostedAuth.Server.Tests.Hosting;

/// <summary>What stands in the way of a start is said in a sentence, and each kind has its exit code.</summary>
public sealed class StartTests : IDisposable
{
    private const string AnyFreePort = "http://127.0.0.1:0";

    private readonly string _folder = Directory.CreateTempSubdirectory("hostedauth-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_second_start_finds_the_folder_as_the_first_left_it()
    {
        await StartAsync();
        var key = await File.ReadAllTextAsync(Path.Combine(_folder, "root-access-key"));

        await StartAsync();

        (await File.ReadAllTextAsync(Path.Combine(_folder, "root-access-key"))).ShouldBe(key);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var failure = await StartAsync($"--Urls={url}", $"--PublicUrl={url}").ShouldThrowAsync<StartException>();

        failure.ExitCode.ShouldBe(ExitCode.AddressUnavailable);
        failure.Message.ShouldStartWith($"The server can't listen at {url}: Address already in use.");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "");

        var failure = await StartAsync($"--DataFolder={file}/data").ShouldThrowAsync<StartException>();

        failure.ExitCode.ShouldBe(ExitCode.DataFolder);
        failure.Message.ShouldStartWith($"The data folder {file}/data can't be used: ");
    }

    [Fact]
    public async Task A_file_that_is_no_database_has_its_own_exit_code()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "hostedauth.db"), new string('x', 10_000));

        var failure = await StartAsync().ShouldThrowAsync<StartException>();

        failure.ExitCode.ShouldBe(ExitCode.DamagedData);
        failure.Message.ShouldStartWith("The database is damaged, or is no database of this program");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_said()
    {
        var failure = await StartAsync(
            "--Storage:Provider=PostgreSql",
            "--Storage:ConnectionString=Host=127.0.0.1;Port=1;Username=u;Password=the-password").ShouldThrowAsync<StartException>();

        failure.ExitCode.ShouldBe(ExitCode.DatabaseUnavailable);
        failure.Message.ShouldStartWith("The database can't be used: ");
        failure.Message.ShouldNotContain("the-password");
    }

    [Theory]
    [InlineData("Sqlite")]
    [InlineData("PostgreSql")]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated(string provider)
    {
        var failure = await StartAsync($"--Storage:Provider={provider}", "--Storage:ConnectionString=the-password=1")
            .ShouldThrowAsync<SettingsException>();

        failure.Message.ShouldBe($"The setting Storage:ConnectionString can't be read as one for {provider}.");
    }

    [Fact]
    public async Task A_master_key_that_does_not_open_the_key_ring_is_refused_before_anything_is_sealed_anew()
    {
        await StartAsync("--MasterKey:0=the-first-key-0123456789abcdefghijkl");

        var failure = await StartAsync("--MasterKey:0=another-key-0123456789abcdefghijklmn").ShouldThrowAsync<SettingsException>();

        failure.Message.ShouldStartWith("The setting MasterKey holds no key that opens the key ring of this database.");
        await StartAsync(
            "--MasterKey:0=another-key-0123456789abcdefghijklmn",
            "--MasterKey:1=the-first-key-0123456789abcdefghijkl");
    }

    private async Task StartAsync(params string[] arguments)
    {
        string[] given = ["--environment=Development", $"--Urls={AnyFreePort}", $"--DataFolder={_folder}", .. arguments];
        var builder = TheProgram.CreateBuilder(given);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        await app.PrepareAsync();
        app.UseHostedAuth();
        await app.ListenAsync();
        await app.StopAsync();
    }
}
