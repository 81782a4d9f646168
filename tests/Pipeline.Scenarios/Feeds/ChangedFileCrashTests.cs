using System.Text.Json.Nodes;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Scenarios.Feeds;

/// <summary>Processes killed while a changed file is applied.</summary>
public sealed class ChangedFileCrashTests
{
    [Fact]
    public async Task A_changed_file_killed_while_it_is_applied_gives_the_same_catalogue_as_undisturbed()
    {
        string[] undisturbed = await TwoFilesAsync(kills: false);
        string[] killed = await TwoFilesAsync(kills: true);

        Assert.True(undisturbed.Length > 15_000);
        Assert.Equal(undisturbed, killed);
    }

    private static async Task<string[]> TwoFilesAsync(bool kills)
    {
        await using PipelineSystem system = await PipelineSystem.StartAsync();
        var catalog = new CatalogGenerator(42, 20_000);
        foreach (int file in Enumerable.Range(0, 2))
        {
            using var bytes = new MemoryStream();
            PriceFileWriter.Write(catalog, bytes);
            system.Upload(FeedKind.Price, bytes.ToArray(), catalog.PriceFileTime);
            Uri execution = await system.StartFlowAsync("ingram.price");
            if (kills)
            {
                await KillAsync(system, execution, file);
            }

            JsonNode ended = await system.FollowAsync(execution, TimeSpan.FromMinutes(15));
            Assert.True((string?)ended["status"] is "partial" or "succeeded", $"{ended}\n{system.Log}");
            _ = catalog.NextHour(0.3);
            _ = catalog.NextDay();
        }

        return await system.CatalogLinesAsync();
    }

    private static async Task KillAsync(PipelineSystem system, Uri execution, int file)
    {
        if (file == 0)
        {
            // While landing or reading: the execution has only just begun.
            await system.KillHostAsync();
        }

        await ImportProgress.ReachAsync(system, execution, 10);
        _ = system.KillWorker();
        await ImportProgress.ReachAsync(system, execution, 50);
        await system.KillHostAsync();
    }
}
