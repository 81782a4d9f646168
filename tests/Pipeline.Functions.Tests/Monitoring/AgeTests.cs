using System.Diagnostics.Metrics;
using Azure.Storage.Queues;
using Pipeline.Functions.Tests.Support;
using Pipeline.Storage;

namespace Pipeline.Functions.Tests.Monitoring;

/// <summary>How long messages wait is measured each minute, while somebody wants to know.</summary>
[Collection(StorageCollection.Name)]
public sealed class AgeTests(StorageEmulator storage)
{
    private const string Timer = """{"Schedule":{"AdjustForDST":true},"IsPastDue":false}""";

    [Fact]
    public async Task The_message_at_the_head_of_a_queue_has_an_age_and_an_empty_queue_none()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);
        QueueServiceClient queues = app.Get<QueueServiceClient>();
        _ = await queues.GetQueueClient(StorageNames.DeliveriesQueue).CreateIfNotExistsAsync();
        QueueClient runs = queues.GetQueueClient(StorageNames.FlowRunsQueue);
        _ = await runs.CreateIfNotExistsAsync();
        _ = await runs.SendMessageAsync("eA==");
        _ = await runs.SendMessageAsync("eQ==");
        DateTimeOffset sent = (await runs.PeekMessageAsync()).Value.InsertedOn!.Value;
        app.Clock.AdjustTime(sent + TimeSpan.FromSeconds(90));
        Dictionary<string, double> seen = [];
        IMeterFactory meters = app.Get<IMeterFactory>();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen[$"{instrument.Name} {tags[0].Value}"] = value);
        listener.Start();

        Assert.Null(await app.CallAsync("MeasureAges", Timer));

        Assert.Equal((90, 2), (seen["pipeline.queue.age flow-runs"], seen["pipeline.queue.messages flow-runs"]));
        Assert.Equal((0, 0), (seen["pipeline.queue.age deliveries"], seen["pipeline.queue.messages deliveries"]));
    }
}
