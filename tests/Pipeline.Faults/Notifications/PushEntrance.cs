using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Distributors;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Messages.Reading;
using Pipeline.Functions.Composition;
using Pipeline.Functions.Monitoring;
using Pipeline.Functions.Notifications;
using Pipeline.Functions.Settings;
using Pipeline.Partners.Distributors;
using Pipeline.Partners.Distributors.IngramMicro;

namespace Pipeline.Faults.Notifications;

/// <summary>The endpoint that receives pushes, as one life of the app composes it.</summary>
public sealed class PushEntrance
{
    /// <summary>The partner's name in paths.</summary>
    public const string Distributor = "ingram-micro";

    private const string Key = "simulated-key";
    private static readonly IServiceProvider Settings = ReadSettings();
    private static readonly IMeterFactory Meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
    private static readonly MessageTelemetry Telemetry = new(Meters);

    private readonly PushReceiver receiver;

    /// <summary>Measures that nobody reads.</summary>
    public static PipelineMetrics Metrics { get; } = new(Meters);

    /// <summary>Composes it over an inbox.</summary>
    public PushEntrance(IMessageInbox inbox, TimeProvider clock) =>
        receiver = new PushReceiver(
            new PushPartnerDirectory(Distributors),
            new PushBody(Settings.GetRequiredService<PipelineSettings>(), clock), new MessageAdmission(inbox, clock), Telemetry, clock);

    /// <summary>The reader with the embedded profile; a layer over it in Blob storage is not part of the simulation.</summary>
    public static IMessageReaderDirectory Readers { get; } = new EmbeddedReaders();

    /// <summary>The distributor as the app has it.</summary>
    public static DistributorCatalog Distributors => Settings.GetRequiredService<DistributorCatalog>();

    /// <summary>Receives a push as the endpoint does.</summary>
    /// <returns>The status, and our id where the sender is told one.</returns>
    public async Task<(int Status, string? Id)> ReceiveAsync(byte[] body)
    {
        DefaultHttpContext context = new();
        context.Request.Method = "POST";
        context.Request.ContentType = "text/xml";
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body, writable: false);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        IResult result = await receiver.ReceiveAsync(context.Request, Distributor, Key, CancellationToken.None);
        return ((result as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK,
            ((result as IValueHttpResult)?.Value as MessageReceipt)?.Id);
    }

    private static ServiceProvider ReadSettings()
    {
        IConfigurationRoot configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Distributors:IngramMicro:Push:Key"] = Key,
        }).Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration).AddSettings(configuration)
            .AddSingleton<DistributorCatalog>().AddDistributor<IngramMicroDistributor>()
            .AddSingleton<IConfigDocumentStore, NoDocuments>().AddSingleton(TimeProvider.System)
            .BuildServiceProvider();
    }

    private sealed class EmbeddedReaders : IMessageReaderDirectory
    {
        private readonly IOrderMessageReader? reader = Distributors.For(Distributor);

        public IOrderMessageReader? For(string distributor) => distributor == Distributor ? reader : null;
    }

    private sealed class NoDocuments : IConfigDocumentStore
    {
        public string? Read(string distributor, string name) => null;

        public Task<string?> ReadAsync(string distributor, string name, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
    }
}
