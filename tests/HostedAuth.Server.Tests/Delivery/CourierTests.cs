using System.Linq.Expressions;
using HostedAuth.Core.Delivery;
using HostedAuth.Core.Storage;
using HostedAuth.Server.Tests.Fixtures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace HostedAuth.Server.Tests.Delivery;

public sealed class CourierTests(CourierTests.ServerWithSmtp server) : IClassFixture<CourierTests.ServerWithSmtp>
{
    private static readonly Message Mail = new()
    {
        Channel = Channels.Email,
        To = "ada@example.com",
        Subject = "Hello",
        Text = "Your code is 123456.",
        Html = "<p>Your code is <b>123456</b>.</p>",
        Code = "123456",
    };

    [Fact]
    public async Task A_sign_up_succeeds_while_the_mail_server_is_down_and_its_mail_arrives_when_it_is_back()
    {
        var poolId = await server.CreatePoolAsync(new { AutoVerifiedAttributes = new[] { "email" } });
        var client = await server.CreateClientAsync(poolId);
        var email = People.NewEmail();

        var answer = await server.CallPublicAsync("SignUp", new
        {
            ClientId = client.Id,
            Username = "ada",
            People.Password,
            UserAttributes = new[] { new { Name = "email", Value = email } },
        });
        answer.ShouldSucceed().Text("CodeDeliveryDetails.DeliveryMedium").ShouldBe("EMAIL");
        await Eventually.HoldsAsync(() => HasAsync(poolId, row => row.LastError != null), "The courier tries.");
        using var smtp = new SmtpStub(server.SmtpPort);
        server.Clock.Advance(TimeSpan.FromMinutes(15));
        await Eventually.HoldsAsync(() => HasAsync(poolId, row => row.DeliveredAt != null), "The mail arrives.");

        smtp.Mails.ShouldContain(mail => mail.Contains(email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_kept_of_a_mail_is_sealed_and_erased_on_delivery()
    {
        using var smtp = new SmtpStub(server.SmtpPort);
        var id = await LeaveAsync(Mail);

        await Eventually.HoldsAsync(async () => (await FindAsync(id)).DeliveredAt is not null, "The mail arrives.");

        (await FindAsync(id)).SealedBody.ShouldBeNull();
    }

    [Fact]
    public async Task A_text_message_without_a_sender_stays_in_the_outbox_with_its_reason()
    {
        var id = await LeaveAsync(new Message { Channel = Channels.Sms, To = "+15550100", Text = "123456" });

        await Eventually.HoldsAsync(async () => (await FindAsync(id)).LastError is not null, "The courier tries.");

        var row = await FindAsync(id);
        row.LastError.ShouldBe("No sender is configured for sms.");
        row.SealedBody.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_message_of_a_transaction_that_fails_never_goes_out()
    {
        using var smtp = new SmtpStub(server.SmtpPort);
        await using var context = Open();
        await Should.ThrowAsync<InvalidOperationException>(() => context.InTransactionAsync(
            async () =>
            {
                server.Services.GetRequiredService<Outbox>().Add(context, Mail);
                await context.SaveChangesAsync();
                throw new InvalidOperationException("The use case fails.");
            },
            CancellationToken.None));

        (await context.Outbox.CountAsync(row => row.DeliveredAt == null && row.LastError == null)).ShouldBe(0);
    }

    private async Task<bool> HasAsync(string poolId, Expression<Func<OutboxMessage, bool>> condition)
    {
        await using var context = server.Services.GetRequiredService<Database>().Open(poolId);
        return await context.Outbox.AnyAsync(condition);
    }

    private HostedAuthDbContext Open() => server.Services.GetRequiredService<Database>().Open("us-east-1_courier00");

    private async Task<string> LeaveAsync(Message message)
    {
        await using var context = Open();
        server.Services.GetRequiredService<Outbox>().Add(context, message);
        var id = context.Outbox.Local.Single().Id;
        await context.SaveChangesAsync();
        return id;
    }

    private async Task<OutboxMessage> FindAsync(string id)
    {
        await using var context = Open();
        return await context.Outbox.AsNoTracking().SingleAsync(row => row.Id == id);
    }

    /// <summary>Sends by SMTP, to a port where nobody listens unless the test does.</summary>
    public sealed class ServerWithSmtp : HostedAuthServer
    {
        public int SmtpPort { get; } = FreePort.Next();

        protected override IEnumerable<string> Arguments =>
            ["--Mailbox:Enabled=false", "--Smtp:Host=127.0.0.1", $"--Smtp:Port={SmtpPort}", "--Smtp:StartTls=false"];
    }
}
