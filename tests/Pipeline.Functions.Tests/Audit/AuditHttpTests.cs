using System.Net;
using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Audit;

/// <summary>Each command leaves exactly one entry in the audit log, whoever gives it.</summary>
[Collection(StorageCollection.Name)]
public sealed class AuditHttpTests(StorageEmulator storage)
{
    /// <summary>What changes nothing that an operator steers: orders and messages that come in have a record of their own.</summary>
    private static readonly string[] NoCommands =
        ["PlaceOrder", "GetPriceAndAvailability", "PreviewMarginRules", "CheckFeedProfile", "ReceiveNotification", "ReceiveNotificationWithKey", "ShowOpsPage"];

    [Fact]
    public void Every_endpoint_that_changes_something_is_a_command_or_named_here()
    {
        IEnumerable<string> silent = typeof(Functions.Audit.AuditView).Assembly.GetExportedTypes()
            .SelectMany(static type => type.GetMethods())
            .Where(static method => method.GetParameters().Any(static parameter =>
                parameter.GetCustomAttribute<HttpTriggerAttribute>() is { Methods: { } verbs } && verbs.Except(["get", "head", "options"]).Any()))
            .Where(static method => !method.GetCustomAttributes().Any(static one => one.GetType().Name == "AuditedAttribute"))
            .Select(static method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

        Assert.Equal(NoCommands.Order(), silent.Order());
    }

    [Fact]
    public async Task A_changed_schedule_is_remembered_with_its_reason_and_what_stood_there_before()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        _ = await app.PatchAsync("/api/flows/ingram.price", """{"schedule":"0 30 7 * * *","paused":true,"reason":"stock-taking"}""");

        string entry = Assert.Single(await ListAsync(app, string.Empty)).GetRawText();
        Assert.Equal(
            """
            "at":"2026-03-10T06:00:00Z","by":"api","action":"flow.change","on":"flow:ingram.price","label":null,"reason":"stock-taking","before":"0 0 6 * * * Europe/Paris, on, live","after":"0 30 7 * * * Europe/Paris, on, live, paused: stock-taking","result":"done","code":null,"executionId":null}
            """,
            entry[entry.IndexOf("\"at\"", StringComparison.Ordinal)..]);
    }

    [Fact]
    public async Task A_run_names_its_execution_and_whoever_the_sign_in_vouches_for()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, null, "--WEBSITE_AUTH_ENABLED", "True");
        using HttpRequestMessage run = new(HttpMethod.Post, "/api/flows/ingram.price/run");
        run.Headers.Add("X-MS-CLIENT-PRINCIPAL-NAME", "ada@example.com");

        string started = await (await app.Http.SendAsync(run)).Content.ReadAsStringAsync();

        JsonElement entry = Assert.Single(await ListAsync(app, "?by=ada@example.com&action=flow.run&on=flow:ingram.price"));
        Assert.Equal(JsonDocument.Parse(started).RootElement.GetProperty("id").GetString(), entry.GetProperty("executionId").GetString());
        Assert.Empty(await ListAsync(app, "?by=api"));
    }

    [Theory]
    [InlineData("/api/executions/019cd0aa67807abcbdef0123456789ab/approve", "execution:019cd0aa67807abcbdef0123456789ab", "EXECUTION_UNKNOWN")]
    [InlineData("/api/flows/no.such/run", "flow:no.such", "FLOW_UNKNOWN")]
    [InlineData("/api/feeds/ingram-micro/price/rollback", "feed:ingram-micro/price", null)]
    public async Task What_was_refused_is_remembered_with_its_code(string path, string on, string? code)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        HttpResponseMessage refused = await app.PostAsync(path);

        Assert.InRange((int)refused.StatusCode, 400, 499);
        JsonElement entry = Assert.Single(await ListAsync(app, string.Empty));
        Assert.Equal((on, "refused"), (entry.GetProperty("on").GetString(), entry.GetProperty("result").GetString()));
        Assert.Equal(code ?? entry.GetProperty("code").GetString(), entry.GetProperty("code").GetString());
        Assert.NotEqual(JsonValueKind.Null, entry.GetProperty("code").ValueKind);
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_done()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, static services => services.AddSingleton<IAuditLog>(new BrokenLog(false)));

        HttpResponseMessage answer = await app.PatchAsync("/api/flows/ingram.price", """{"enabled":false}""");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(0, (await app.GetJsonAsync("/api/flows/ingram.price")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task What_was_done_is_answered_even_when_its_outcome_cannot_be_written_down()
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage, static services => services.AddSingleton<IAuditLog>(new BrokenLog(true)));

        HttpResponseMessage answer = await app.PatchAsync("/api/flows/ingram.price", """{"enabled":false}""");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("?on=flow")]
    [InlineData("?on=:x")]
    public async Task A_subject_without_a_kind_is_refused(string query)
    {
        await using PipelineApp app = await PipelineApp.StartAsync(storage);

        Assert.Equal(HttpStatusCode.BadRequest, (await app.GetAsync($"/api/audit{query}")).StatusCode);
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(PipelineApp app, string query) =>
        [.. (await app.GetJsonAsync($"/api/audit{query}")).GetProperty("items").EnumerateArray()];

    /// <summary>Storage that does not answer: at all, or only when a command has ended.</summary>
    private sealed class BrokenLog(bool begins) : IAuditLog
    {
        public Task<AuditEntry?> TryBeginAsync(AuditEntry entry, CancellationToken cancellationToken) =>
            begins ? Task.FromResult<AuditEntry?>(null) : throw new Azure.RequestFailedException(503, "busy");

        public Task FinishAsync(AuditEntry entry, CancellationToken cancellationToken) => throw new Azure.RequestFailedException(503, "busy");

        public Task<AuditEntry?> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Page<AuditEntry>> ListAsync(AuditFilter filter, int limit, string? cursor, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<int> RemoveAsync(DateTimeOffset before, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
