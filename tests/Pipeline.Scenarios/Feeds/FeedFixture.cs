using Pipeline.Scenarios.Infrastructure;

namespace Pipeline.Scenarios.Feeds;

/// <summary>A running system that is emptied for each test.</summary>
public sealed class FeedFixture : IAsyncLifetime
{
    private PipelineSystem? system;

    /// <summary>The system, with nothing in its storage and on the FTP server.</summary>
    public async Task<PipelineSystem> EmptyAsync()
    {
        foreach (string file in Directory.GetFiles(system!.FtpRoot))
        {
            File.Delete(file);
        }

        await AppData.ClearAsync(system.Storage.ConnectionString);
        system.Console.Clear();
        return system;
    }

    /// <inheritdoc/>
    public async Task InitializeAsync() => system = await PipelineSystem.StartAsync();

    /// <inheritdoc/>
    public async Task DisposeAsync() => await system!.DisposeAsync();
}
