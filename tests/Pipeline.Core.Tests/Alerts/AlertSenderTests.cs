using Pipeline.Core.Alerts;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Core.Tests.ErrorGroups;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Alerts;

public sealed class AlertSenderTests
{
    private readonly TestClock clock = new();
    private readonly MemoryErrorStore errors = new();
    private readonly MemoryAlerts state = new();
    private readonly Channel mail = new("mail");
    private readonly Channel webhook = new("webhook");

    [Fact]
    public async Task An_error_is_told_at_once_on_every_channel_and_not_again()
    {
        string id = await FoundAsync("acme", IssueCodes.AuthRefused);

        await SendAsync();
        await SendAsync();

        AlertItem item = Assert.Single(Assert.Single(mail.Digests).Items);
        Assert.Equal(("acme: The partner refused our login: ‹reason›", 1), (item.Headline, item.Count));
        Assert.Equal($"https://pipeline.example.com/ops/e/{id}", item.Page.ToString());
        Assert.Equal(mail.Digests[0].Id, Assert.Single(webhook.Digests).Id);
    }

    [Fact]
    public async Task Nothing_waits_and_nobody_is_told()
    {
        await SendAsync();

        Assert.Empty(mail.Digests);
    }

    [Fact]
    public async Task What_comes_within_the_hour_waits_for_the_next_digest()
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        await SendAsync();
        clock.Advance(TimeSpan.FromMinutes(10));
        _ = await FoundAsync("other", IssueCodes.AuthRefused);
        _ = await FoundAsync("third", IssueCodes.AuthRefused);

        clock.Advance(TimeSpan.FromMinutes(49));
        await SendAsync();
        _ = Assert.Single(mail.Digests);

        clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Equal(2, mail.Digests.Count);
        Assert.Equal(["other", "third"], mail.Digests[1].Items.Select(static item => item.Headline.Split(':')[0]).Order());
        Assert.EndsWith("and 1 more", mail.Digests[1].Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_is_told_daily()
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        for (int hour = 0; hour < 72; hour++)
        {
            await SendAsync();
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(3, mail.Digests.Count);
        Assert.Equal([false, true, true], mail.Digests.Select(static digest => digest.Items[0].IsReminder));
    }

    [Fact]
    public async Task What_is_dismissed_or_tried_again_by_itself_is_not_told()
    {
        string id = await FoundAsync("acme", IssueCodes.AuthRefused);
        _ = await new ErrorCommandHandler(errors, clock).DismissAsync(id, new DismissWish("known", null, false), "Mia", default);
        _ = await FoundAsync("acme", IssueCodes.CallFailed, "retry");

        await SendAsync();

        Assert.Empty(mail.Digests);
    }

    [Fact]
    public async Task A_channel_that_fails_is_tried_again_with_growing_pauses_and_the_other_is_not_told_twice()
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        mail.Fault = new IOException("down");

        List<int> minutes = [];
        for (int minute = 0; minute < 12; minute++)
        {
            if ((await SendAsync()).ContainsKey("mail"))
            {
                minutes.Add(minute);
            }

            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([0, 1, 3, 7], minutes);
        mail.Fault = null;
        clock.Advance(TimeSpan.FromMinutes(10));
        await SendAsync();
        _ = Assert.Single(mail.Digests);
        _ = Assert.Single(webhook.Digests);
    }

    [Fact]
    public async Task What_is_put_right_before_it_was_sent_needs_no_words()
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        mail.Fault = new IOException("down");
        webhook.Fault = mail.Fault;
        _ = await SendAsync();

        clock.Advance(TimeSpan.FromMinutes(5));
        await new ErrorReporter(errors, clock).ReportAsync(new ErrorReport(Subject("acme"), clock.GetUtcNow(), []), default);
        mail.Fault = null;
        _ = await SendAsync();

        Assert.Empty(mail.Digests);
        Assert.Null((await state.ReadAsync(default)).Intent);
    }

    [Fact]
    public async Task A_test_goes_to_every_channel_and_says_what_failed()
    {
        mail.Fault = new IOException("down");

        IReadOnlyDictionary<string, Exception?> outcomes = await Sender().TestAsync(default);

        Assert.Equal((mail.Fault, null), (outcomes["mail"], outcomes["webhook"]));
        Assert.Empty(Assert.Single(webhook.Digests).Items);
    }

    public static TheoryData<int, bool> Cuts
    {
        get
        {
            TheoryData<int, bool> cuts = [];
            for (int call = 1; call <= 8; call++)
            {
                cuts.Add(call, false);
                cuts.Add(call, true);
            }

            return cuts;
        }
    }

    /// <summary>Cut before or after any write: nothing is lost, and a channel is told twice at most.</summary>
    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_cut_loses_nothing_and_tells_twice_at_most(int write, bool isDone)
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        (state.CutAt, state.IsDoneBeforeCut) = (write, isDone);
        try
        {
            _ = await SendAsync();
        }
        catch (IOException)
        {
            // Cut.
        }

        state.CutAt = 0;
        for (int minute = 0; minute < 5; minute++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await SendAsync();
        }

        Assert.InRange(mail.Digests.Count, 1, 2);
        Assert.InRange(webhook.Digests.Count, 1, 2);
        Assert.InRange(mail.Digests.Count + webhook.Digests.Count, 2, 3);
        _ = Assert.Single(mail.Digests.Concat(webhook.Digests).Select(static digest => digest.Id).Distinct());
    }

    [Fact]
    public async Task Cut_behind_every_send_a_channel_is_told_twice_and_never_a_third_time()
    {
        _ = await FoundAsync("acme", IssueCodes.AuthRefused);
        webhook.Fault = new IOException("down");
        mail.CutsAfter = true;
        for (int minute = 0; minute < 5; minute++)
        {
            try
            {
                _ = await SendAsync();
            }
            catch (OperationCanceledException)
            {
                // The process ends behind the send.
            }

            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(2, mail.Digests.Count);
    }

    private AlertSender Sender() => new(
        [mail, webhook], state, errors, new ErrorDirectory(errors, clock), new AlertTerms(new Uri("https://pipeline.example.com")), clock);

    // A new one each time, as after a restart.
    private Task<IReadOnlyDictionary<string, Exception>> SendAsync() => Sender().SendDueAsync(new CancellationToken(canceled: mail.CutsAfter));

    private static ErrorSubject Subject(string partner) => new(ErrorSubject.Flow, $"{partner}.price");

    private async Task<string> FoundAsync(string partner, string code, string severity = "error")
    {
        ErrorFinding finding = new(partner, new Issue(code, null, null)) { Severity = severity };
        await new ErrorReporter(errors, clock).ReportAsync(new ErrorReport(Subject(partner), clock.GetUtcNow(), [finding]), default);
        return finding.GroupId;
    }

    private sealed class Channel(string name) : IAlertChannel
    {
        public string Name => name;

        public Exception? Fault { get; set; }

        public bool CutsAfter { get; set; }

        public List<AlertDigest> Digests { get; } = [];

        public Task SendAsync(AlertDigest digest, CancellationToken cancellationToken)
        {
            if (Fault is not null)
            {
                return Task.FromException(Fault);
            }

            Digests.Add(digest);
            return CutsAfter ? Task.FromException(new OperationCanceledException("cut")) : Task.CompletedTask;
        }
    }

    private sealed class MemoryAlerts : IAlertStore
    {
        private AlertState stored = new();
        private int writes;

        public int CutAt { get; set; }

        public bool IsDoneBeforeCut { get; set; }

        public Task<AlertState> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(stored);

        public Task<AlertState> UpdateAsync(Func<AlertState, AlertState> change, CancellationToken cancellationToken)
        {
            bool isCut = ++writes == CutAt;
            if (!isCut || IsDoneBeforeCut)
            {
                stored = change(stored);
            }

            return isCut ? Task.FromException<AlertState>(new IOException("cut")) : Task.FromResult(stored);
        }
    }
}
