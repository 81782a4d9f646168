using System.Net;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Http;

/// <summary>Answers that are made while they are written, as exports are.</summary>
[Collection(StorageCollection.Name)]
public sealed class FailedAnswerTests(StorageEmulator storage)
{
    [Fact]
    public async Task An_export_that_fails_before_its_first_byte_is_answered_with_a_problem()
    {
        using CutWire wire = new();
        using HttpClient client = new(wire);
        wire.CutAfter(-1);
        TableServiceClient cut = new(storage.ConnectionString, new TableClientOptions { Transport = new HttpClientTransport(client) });
        await using PipelineApp app = await PipelineApp.StartAsync(storage, services => services.AddSingleton(cut));

        HttpResponseMessage answer = await app.GetAsync("/api/catalog.jsonl");

        _ = await ProblemAssert.IsAsync(answer, HttpStatusCode.InternalServerError, "UNEXPECTED_FAULT");
    }
}
