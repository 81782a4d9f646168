using Azure.Storage.Queues;
using Pipeline.LocalHost.Tests.Support;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Triggers;

[Collection(RunningHost.Collection)]
public sealed class QueueTests(RunningHost host)
{
    private HostRun Run => host.Run;

    [Fact]
    public async Task A_message_calls_the_function_whose_queue_a_setting_names()
    {
        await Run.SendWorkAsync("plain", "ok");

        await Run.SawAsync("queue plain done");
        Assert.Contains("queue plain ok try 1", Run.Journal);
    }

    [Fact]
    public async Task A_message_that_always_fails_is_tried_five_times_and_ends_in_the_poison_queue()
    {
        await Run.SendWorkAsync("poisoned", "fail");

        QueueClient poison = Run.Queue($"{Run.Name}-poison");
        await WaitFor.TrueAsync(async () => await poison.ExistsAsync() && (await poison.PeekMessagesAsync(32)).Value
            .Any(message => message.Body.ToString().Contains("poisoned", StringComparison.Ordinal)), HostRun.Patience);
        Assert.Equal(
            ["1", "2", "3", "4", "5"],
            Run.Journal.Where(line => line.StartsWith("queue poisoned fail try ", StringComparison.Ordinal)).Select(line => line[^1..]));
    }

    [Fact]
    public async Task A_record_and_its_properties_are_bound_from_the_JSON()
    {
        QueueClient queue = Run.Queue($"record-{Run.Name}");
        await queue.CreateIfNotExistsAsync();

        await queue.SendMessageAsync("""{"key":"k1","do":"nothing"}""");

        await Run.SawAsync("record k1 k1 nothing try 1");
    }

    [Fact]
    public async Task A_message_is_hidden_for_ten_minutes_while_it_is_worked_on()
    {
        await Run.SendWorkAsync("seen", "hidden");

        await Run.SawAsync("queue seen hidden for 10 minutes");
    }

    [Fact]
    public async Task Queue_and_container_of_a_trigger_are_not_created()
    {
        Assert.False((await Run.Queue($"bad-{Run.Name}").ExistsAsync()).Value);
        Assert.False((await Run.Container($"unlanding-{Run.Name}").ExistsAsync()).Value);
    }

    [Fact]
    public async Task A_function_whose_setting_is_missing_is_disabled_alone()
    {
        Assert.Contains(Run.Log, static line => line.EndsWith(
            "Function 'Functions.NotSet' failed indexing and will be disabled.", StringComparison.Ordinal));
        Assert.Contains(Run.Log, static line => line.EndsWith("'%NobodySetsThis%' does not resolve to a value.", StringComparison.Ordinal));
        Assert.Contains("\"state\":\"Running\"", await Run.Http.GetStringAsync("admin/host/status"), StringComparison.Ordinal);
    }
}
