using System.Net;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Simulators.IngramMicro.Services;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>How messages reach the postback: proofs of the sender, address, repeats.</summary>
public sealed class PushDeliveryTests : IAsyncLifetime
{
    private ServicesStage stage = null!;

    public async Task InitializeAsync() => stage = await ServicesStage.StartAsync(new ServicesOptions
    {
        Rules = [new DecisionRule { Decision = LineDecision.Reject }],
        Push = new PushOptions
        {
            Key = "path key", BasicUserName = "ingram", BasicPassword = "pässword", HmacSecret = "secret", SourceAddress = IPAddress.Parse("127.0.0.2"),
            Patience = TimeSpan.FromMilliseconds(500),
        },
    });

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_push_proves_its_sender_and_comes_from_another_address()
    {
        await stage.OrderAsync();

        await stage.SettledAsync("VOIDED");

        ReceivedPush push = Assert.Single(stage.Postback.Received);
        Assert.Equal("/push/path key", push.Path);
        Assert.Equal("127.0.0.2", push.Source);
        Assert.Equal("Basic aW5ncmFtOnDDpHNzd29yZA==", push.Headers["Authorization"]);
        Assert.Equal($"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("secret"), push.Body))}", push.Headers["X-Hub-Signature-256"]);
        Assert.Equal("\"urn:c1/OrderResponse\"", push.Headers["SOAPAction"]);
        Assert.Equal("text/xml; charset=utf-8", push.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_push_is_repeated_until_it_is_answered_with_success()
    {
        stage.Postback.Answers(500, 0, 404);
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED");

        Assert.Equal([500, null, 404, 200], purchase.Messages[0].Attempts.Select(attempt => attempt.Status));
        Assert.Equal("No answer in time.", purchase.Messages[0].Attempts[1].Problem);
        Assert.Equal(PushState.Delivered, purchase.Messages[0].State);
        Assert.Single(stage.Postback.Received.Select(push => Convert.ToHexStringLower(SHA256.HashData(push.Body))).Distinct());
    }

    [Fact]
    public async Task A_push_is_given_up_after_the_last_repeat()
    {
        stage.Postback.Answers(500, 500, 500, 500, 500, 500);
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED");

        Assert.Equal((PushState.GivenUp, 6, false), (purchase.Messages[0].State, purchase.Messages[0].Attempts.Count, purchase.Messages[0].IsConfirmed));
    }

    [Fact]
    public async Task A_postback_that_is_down_is_tried_again()
    {
        Uri address = stage.Postback.Url;
        stage.Simulator.Push = stage.Simulator.Push with { Url = new Uri("http://127.0.0.1:1/"), Retries = [.. Enumerable.Repeat(TimeSpan.FromMilliseconds(20), 500)] };
        await stage.OrderAsync();
        await WaitFor.TrueAsync(() => stage.Simulator.Ledger.Orders[0].Purchases[0].Messages is [{ Attempts.Count: > 1 }]);

        stage.Simulator.Push = stage.Simulator.Push with { Url = address };

        Assert.Equal(PushState.Delivered, (await stage.SettledAsync("VOIDED")).Messages[0].State);
    }

    [Fact]
    public async Task Without_a_postback_messages_are_made_and_kept()
    {
        stage.Simulator.Push = new PushOptions();
        await stage.OrderAsync();

        LedgerPurchase purchase = await stage.SettledAsync("VOIDED");
        await WaitFor.TrueAsync(() => stage.Simulator.Ledger.Orders[0].Purchases[0].Messages.Count == 1);

        Assert.Equal(PushState.NowhereToGo, stage.Simulator.Ledger.Orders[0].Purchases[0].Messages[0].State);
        Assert.Equal("OR", purchase.ResponseCode);
    }

    [Fact]
    public void The_usual_repeats_are_those_of_the_reference_a_minute_to_a_fifth_of_a_second()
    {
        IReadOnlyList<TimeSpan> usual = new PushOptions().Retries;

        Assert.Equal([1, 3, 12, 12], usual.Take(4).Select(pause => pause.TotalSeconds));
        Assert.Equal(26, usual.Count);
    }
}
