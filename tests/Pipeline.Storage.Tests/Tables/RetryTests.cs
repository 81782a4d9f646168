using Azure;
using Azure.Data.Tables;
using Pipeline.Storage.Tests.Infrastructure;

namespace Pipeline.Storage.Tests.Tables;

public sealed class RetryTests
{
    private static readonly TableSharedKeyCredential Credential = new("acct", "bm90IGEgc2VjcmV0");

    [Theory]
    [InlineData("408 Request Timeout")]
    [InlineData("429 Too Many Requests")]
    [InlineData("500 Internal Server Error")]
    [InlineData("502 Bad Gateway")]
    [InlineData("503 Service Unavailable")]
    [InlineData("504 Gateway Timeout")]
    public async Task A_fault_that_passes_is_tried_again(string status)
    {
        await using ScriptedServer server = new(ScriptedServer.Error(status, "ServerBusy"), ScriptedServer.Answer("204 No Content"));

        Response answer = await Table(server).UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(204, answer.Status);
        Assert.Equal(2, server.Requests);
    }

    [Theory]
    [InlineData(ScriptedServer.Break)]
    [InlineData(ScriptedServer.Hang)]
    public async Task A_broken_connection_and_a_silent_server_are_tried_again(string step)
    {
        await using ScriptedServer server = new(step, ScriptedServer.Answer("204 No Content"));

        Response answer = await Table(server, networkTimeout: TimeSpan.FromMilliseconds(400)).UpsertEntityAsync(new TableEntity("p", "r"));

        Assert.Equal(204, answer.Status);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task The_retries_have_an_end()
    {
        await using ScriptedServer server = new(ScriptedServer.Error("503 Service Unavailable", "ServerBusy"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table(server).UpsertEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((503, "ServerBusy"), (refused.Status, refused.ErrorCode));
        Assert.Equal(6, server.Requests);
    }

    [Theory]
    [InlineData("400 Bad Request", 400)]
    [InlineData("403 Forbidden", 403)]
    [InlineData("409 Conflict", 409)]
    [InlineData("412 Precondition Failed", 412)]
    public async Task A_refusal_is_not_tried_again(string status, int expected)
    {
        await using ScriptedServer server = new(ScriptedServer.Error(status, "Refused"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table(server).UpsertEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((expected, "Refused"), (refused.Status, refused.ErrorCode));
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task An_add_whose_first_try_was_done_unheard_ends_as_a_conflict()
    {
        await using ScriptedServer server = new(ScriptedServer.Break, ScriptedServer.Error("409 Conflict", "EntityAlreadyExists"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Table(server).AddEntityAsync(new TableEntity("p", "r")));

        Assert.Equal((409, "EntityAlreadyExists"), (refused.Status, refused.ErrorCode));
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_busy_answer_inside_a_transactions_answer_is_tried_again()
    {
        await using ScriptedServer server = new(
            Transaction("503 Service Unavailable", """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"0:Busy."}}}"""),
            Transaction("204 No Content", string.Empty));

        Response<IReadOnlyList<Response>> answer = await Table(server).SubmitTransactionAsync(
            [new(TableTransactionActionType.Add, new TableEntity("p", "r"))]);

        Assert.Equal(204, Assert.Single(answer.Value).Status);
        Assert.Equal(2, server.Requests);
    }

    [Fact]
    public async Task A_transaction_that_stays_busy_fails_with_the_services_words()
    {
        await using ScriptedServer server = new(
            Transaction("503 Service Unavailable", """{"odata.error":{"code":"ServerBusy","message":{"lang":"en-US","value":"0:Busy."}}}"""));

        RequestFailedException refused = await Assert.ThrowsAnyAsync<RequestFailedException>(
            () => Table(server).SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));

        Assert.Equal(503, refused.Status);
        Assert.Contains("ServerBusy", refused.Message, StringComparison.Ordinal);
        Assert.Equal(6, server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 ")]
    [InlineData("<html>no multipart</html>")]
    public async Task An_answer_to_a_transaction_that_cannot_be_read_is_a_failure(string body)
    {
        await using ScriptedServer server = new(ScriptedServer.Answer("202 Accepted", body));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Table(server).SubmitTransactionAsync([new(TableTransactionActionType.Add, new TableEntity("p", "r"))]));
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_not_taken_for_one_that_exists()
    {
        await using ScriptedServer exists = new(ScriptedServer.Error("409 Conflict", "TableAlreadyExists"));
        await using ScriptedServer leaving = new(ScriptedServer.Error("409 Conflict", "TableBeingDeleted"));

        RequestFailedException refused = await Assert.ThrowsAsync<RequestFailedException>(() => Table(leaving).CreateIfNotExistsAsync());

        Assert.Equal("Rows", (await Table(exists).CreateIfNotExistsAsync()).Value.Name);
        Assert.Equal((409, "TableBeingDeleted"), (refused.Status, refused.ErrorCode));
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_at_once_and_is_no_retry()
    {
        await using ScriptedServer server = new(ScriptedServer.Hang);
        using CancellationTokenSource cancel = new();
        Task<Response> write = Table(server).UpsertEntityAsync(new TableEntity("p", "r"), cancellationToken: cancel.Token);
        await Pipeline.TestSupport.WaitFor.TrueAsync(() => server.Requests == 1);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(1, server.Requests);
    }

    private static string Transaction(string status, string body) => ScriptedServer.Answer(
        "202 Accepted",
        "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_2\r\n\r\n" +
        $"--changesetresponse_2\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status}\r\nX-Any: 1\r\n\r\n{body}\r\n--changesetresponse_2--\r\n--batchresponse_1--\r\n",
        "Content-Type: multipart/mixed; boundary=batchresponse_1\r\n");

    private static TableClient Table(ScriptedServer server, TimeSpan? networkTimeout = null)
    {
        TableClientOptions options = TableOptions.Create();
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        options.Retry.MaxDelay = TimeSpan.FromMilliseconds(2);
        options.Retry.NetworkTimeout = networkTimeout ?? TimeSpan.FromSeconds(20);
        return new TableClient(server.Endpoint, "Rows", Credential, options);
    }
}
