using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Pipeline.Core.Subscriptions;
using Pipeline.Core.Subscriptions.Deliveries;
using Pipeline.Partners.Transport.Http;
using Pipeline.Partners.Webhooks;
using Pipeline.TestSupport;
using StandardWebhooks;

namespace Pipeline.Partners.Tests.Webhooks;

public sealed class WebhookSenderTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private static readonly OutgoingEvent Event = new("order.changed", "order:1", 7, new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero), """{"a":1}""");

    [Fact]
    public async Task An_event_arrives_signed_as_the_receivers_library_wants_it()
    {
        await using WebhookReceiver receiver = new();
        using WebhookSender sender = new(Key, true, TimeProvider.System);
        Subscription subscription = To(receiver.Address);

        DeliveryAttempt attempt = await sender.SendAsync(subscription, Event, default);

        Assert.Equal((204, true, null), (attempt.Status, attempt.IsTaken, attempt.Fault));
        ReceivedEvent got = Assert.Single(receiver.Received);
        Verify(sender.SecretOf(subscription), got);
        Assert.Equal(Event.Id, got.Id);
        Assert.Equal(
            $$$"""{"id":"{{{Event.Id}}}","type":"order.changed","timestamp":"2026-03-10T06:00:00Z","subject":"order:1","data":{"a":1}}""", got.Body);
    }

    [Fact]
    public async Task For_a_day_after_a_change_both_secrets_hold_and_then_the_new_one_alone()
    {
        await using WebhookReceiver receiver = new();
        using WebhookSender sender = new(Key, true, TimeProvider.System);
        Subscription before = To(receiver.Address);
        Subscription after = before with { SecretVersion = 2, SecretChangedAt = Now.AddHours(-1) };

        _ = await sender.SendAsync(after, Event, default);
        _ = await sender.SendAsync(after with { SecretChangedAt = Now.AddHours(-25) }, Event, default);

        Assert.NotEqual(sender.SecretOf(before), sender.SecretOf(after));
        Assert.Equal([Signature(after, 0), Signature(before, 0)], receiver.Received[0].Signature.Split(' '));
        Assert.Equal([Signature(after, 1)], receiver.Received[1].Signature.Split(' '));

        string Signature(Subscription subscription, int at) => new StandardWebhook(sender.SecretOf(subscription)).Sign(
            receiver.Received[at].Id, DateTimeOffset.FromUnixTimeSeconds(long.Parse(receiver.Received[at].Timestamp, CultureInfo.InvariantCulture)), receiver.Received[at].Body);
    }

    [Fact]
    public async Task Two_subscriptions_have_two_secrets_and_so_have_two_keys()
    {
        using WebhookSender sender = new(Key, true, TimeProvider.System);
        using WebhookSender other = new($"{Key}!", true, TimeProvider.System);
        Subscription one = To(new Uri("https://example.com"));

        Assert.NotEqual(sender.SecretOf(one), sender.SecretOf(one with { Id = "another" }));
        Assert.NotEqual(sender.SecretOf(one), other.SecretOf(one));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(302, false, false)]
    [InlineData(404, false, false)]
    [InlineData(410, false, true)]
    [InlineData(500, false, false)]
    public async Task Only_a_success_counts_as_taken_and_no_redirect_is_followed(int status, bool isTaken, bool isGone)
    {
        await using WebhookReceiver receiver = new() { Status = status, Header = ("Location", "/elsewhere") };
        using WebhookSender sender = new(Key, true, TimeProvider.System);

        DeliveryAttempt attempt = await sender.SendAsync(To(receiver.Address), Event, default);

        Assert.Equal((status, isTaken, isGone), (attempt.Status, attempt.IsTaken, attempt.IsGone));
        _ = Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task A_wish_to_be_left_alone_is_passed_on()
    {
        await using WebhookReceiver receiver = new() { Status = 429, Header = ("Retry-After", "90") };
        using WebhookSender sender = new(Key, true, TimeProvider.System);

        Assert.Equal(TimeSpan.FromSeconds(90), (await sender.SendAsync(To(receiver.Address), Event, default)).RetryAfter);
    }

    [Fact]
    public async Task Nobody_there_is_a_fault_and_no_exception()
    {
        using WebhookSender sender = new(Key, true, TimeProvider.System);

        DeliveryAttempt attempt = await sender.SendAsync(To(new Uri("http://127.0.0.1:1/")), Event, default);

        Assert.Null(attempt.Status);
        Assert.NotNull(attempt.Fault);
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("ftp://example.com/")]
    [InlineData("https://user:word@example.com/")]
    [InlineData("https://localhost/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://10.1.2.3/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[::ffff:192.168.0.1]/")]
    [InlineData("https://0x7f.1/")]
    public void What_is_not_the_public_internet_is_not_sent_to(string address)
    {
        using WebhookSender sender = new(Key, false, TimeProvider.System);

        Assert.NotNull(sender.Refuse(new Uri(address)));
        Assert.Null(sender.Refuse(new Uri("https://example.com/hook?x=1")));
    }

    [Fact]
    public async Task A_name_that_points_inside_is_not_connected_to()
    {
        await using WebhookReceiver receiver = new();
        using WebhookSender sender = new(Key, false, TimeProvider.System);

        DeliveryAttempt attempt = await sender.SendAsync(To(new Uri($"http://localhost:{receiver.Address.Port}/")), Event, default);

        Assert.Contains("inside this network", attempt.Fault, StringComparison.Ordinal);
        Assert.Empty(receiver.Received);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.16.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fe80::1", false)]
    public void Networks_are_told_apart(string address, bool isPublic) => Assert.Equal(isPublic, PublicNetwork.Holds(IPAddress.Parse(address)));

    private static void Verify(string secret, ReceivedEvent got) => new StandardWebhook(secret).Verify(got.Body, new HeaderDictionary
    {
        ["webhook-id"] = got.Id, ["webhook-timestamp"] = got.Timestamp, ["webhook-signature"] = got.Signature,
    });

    private static Subscription To(Uri url) => new()
    {
        Id = "019cd0aa67807abcbdef0123456789ab", Url = url, Kinds = ["order.changed"], CreatedAt = Now, CreatedBy = "Ada",
    };
}
