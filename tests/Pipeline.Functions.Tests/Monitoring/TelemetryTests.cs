using Azure.Core;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Tracing;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Monitoring;

/// <summary>Telemetry is on while a receiver is named, and costs nothing without one.</summary>
[Collection(StorageCollection.Name)]
public sealed class TelemetryTests(StorageEmulator storage)
{
    [Fact]
    public async Task Without_a_receiver_nobody_listens()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        Assert.False(PipelineTrace.IsHeard);
        Assert.Null(PipelineTrace.Start("anything"));
        Assert.False(app.Get<PipelineMetrics>().WantsAges);
    }

    [Fact]
    public async Task Application_Insights_hears_until_the_app_stops_even_when_it_cannot_be_reached()
    {
        await using (PipelineApp app = await PipelineApp.StartAsync(
            storage,
            static services => services.AddSingleton<TokenCredential>(new NoIdentity()),
            "--APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://127.0.0.1:9/"))
        {
            Assert.True(PipelineTrace.IsHeard);
            Assert.True(app.Get<PipelineMetrics>().WantsAges);
            _ = (await app.GetAsync("/api/flows")).EnsureSuccessStatusCode();
        }

        Assert.False(PipelineTrace.IsHeard);
    }

    private sealed class NoIdentity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("none", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
