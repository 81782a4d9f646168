using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Pipeline.Storage;
using Pipeline.Storage.Notifications;
using Pipeline.TestSupport;

namespace Pipeline.Benchmarks.Pushes;

/// <summary>
/// P4, the receiver alone: pushed messages made durable by the app's inbox in this process, against one-row upserts of as many
/// bytes by as many callers; both take turns on one emulator, whose processor time counts.
/// </summary>
/// <remarks>Between turns what was stored is taken away, as handling does: the emulator gets slower with a partition's size.</remarks>
internal static class ReceiverCost
{
    private const int DefaultRounds = 5;
    private const int Callers = 200;
    private const double Target = 2.5;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(4);

    /// <summary>Runs the figure; 1 when it is missed.</summary>
    /// <param name="args">Number of rounds.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        UpsertedRows rows = await UpsertedRows.CreateAsync(azurite.ConnectionString);
        TableServiceClient tables = new(azurite.ConnectionString, TableOptions.Create());
        QueueServiceClient queues = new(azurite.ConnectionString);
        await using MessageInbox inbox = new(tables, new BlobServiceClient(azurite.ConnectionString), new MessageQueue(queues));
        ReceivedPushes pushes = new(inbox, tables, queues);
        List<double> ratios = [];

        // The first round of each warms up.
        for (int round = -1; round < rounds; round++)
        {
            double upsert = await MeasureAsync("upserts", azurite, rows.UpsertAsync);
            double push = await MeasureAsync("pushes", azurite, pushes.ReceiveAsync);
            if (round >= 0)
            {
                ratios.Add(upsert / push);
            }

            await pushes.TakeAwayAsync();
        }

        ratios.Sort();
        double ratio = ratios[ratios.Count / 2];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"P4 receiver: {ratio:F2} times as many pushes as upserts in the same processor time of the emulator ({ratios[0]:F2} to {ratios[^1]:F2}), target {Target:F1}: {(ratio >= Target ? "reached" : "MISSED")}"));
        return ratio >= Target ? 0 : 1;
    }

    /// <summary>Calls for a while and measures.</summary>
    /// <returns>Microseconds of the emulator's processor time for each call.</returns>
    private static async Task<double> MeasureAsync(string what, AzuriteServer azurite, Func<Task> call)
    {
        double before = ProcessorTime.Of(azurite.ProcessId);
        (int calls, double perSecond) = await Callings.KeepBusyAsync(Callers, Turn, call);
        double each = (ProcessorTime.Of(azurite.ProcessId) - before) * 1e6 / calls;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {perSecond:F0}/s, {each:F0} us of the emulator each"));
        return each;
    }
}
