using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Processes killed while a changed file is applied.</summary>
public sealed class ChangedFileCrashTests
{
    private const int Rows = 8_000;

    [Fact]
    public async Task A_changed_file_killed_while_it_is_applied_gives_the_same_catalogue_as_undisturbed()
    {
        string[] undisturbed = await TwoFilesAsync(kills: false);
        string[] killed = await TwoFilesAsync(kills: true);

        Assert.True(undisturbed.Length > Rows / 2);
        Assert.Equal(undisturbed, killed);
    }

    private static async Task<string[]> TwoFilesAsync(bool kills)
    {
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        await using var sweeps = FrequentSweeps.Start(system, "SweepLandedFiles");
        var catalog = new CatalogGenerator(42, Rows);
        foreach (int file in Enumerable.Range(0, 2))
        {
            using var bytes = new MemoryStream();
            PriceFileWriter.Write(catalog, bytes);
            system.Upload(FeedKind.Price, bytes.ToArray(), catalog.PriceFileTime);
            Uri execution = await system.StartFlowAsync("ingram.price");
            if (kills && file > 0)
            {
                await KillAsync(system, execution);
            }

            JsonNode ended = await system.FollowAsync(execution, TimeSpan.FromMinutes(15));
            Assert.True((string?)ended["status"] is "partial" or "succeeded", $"{ended}\n{system.Log}");
            _ = catalog.NextHour(0.3);
            _ = catalog.NextDay();
        }

        return await system.CatalogLinesAsync();
    }

    private static async Task KillAsync(PipelineSystem system, Uri execution)
    {
        // While landing or reading: the execution has only just begun.
        await system.KillHostAsync();
        await ImportProgress.ReachAsync(system, execution, 10);
        _ = system.KillWorker();
        await ImportProgress.ReachAsync(system, execution, 50);
        await system.KillHostAsync();
    }
}
