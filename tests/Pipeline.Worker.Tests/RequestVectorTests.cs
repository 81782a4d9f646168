using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Invocation;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

/// <summary>All calls of vectors/requests.json, decoded without a server.</summary>
public sealed class RequestVectorTests
{
    public static TheoryData<string> All => RequestVector.Ids(_ => true);

    public static TheoryData<string> Http => RequestVector.Ids(vector => vector.Trigger == "httpTrigger");

    [Fact]
    public void There_are_sixty_six_vectors() => Assert.Equal(66, RequestVector.All.Count);

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_decodes_to_what_the_function_must_be_given(string id)
    {
        RequestVector vector = RequestVector.Get(id);

        using InvocationBody body = await ReadAsync(vector.Body);

        AssertHanded(vector.Handed, vector.Binding, body);
        foreach ((string name, HandedValue handed) in vector.Handed.Others ?? new Dictionary<string, HandedValue>())
        {
            AssertHanded(handed, name, body);
        }
    }

    [Theory]
    [InlineData("activity-01")]
    [InlineData("activity-02")]
    [InlineData("activity-04")]
    [InlineData("activity-08")]
    [InlineData("activity-09")]
    public async Task The_input_of_an_activity_keeps_its_exact_json_text(string id)
    {
        RequestVector vector = RequestVector.Get(id);
        using InvocationBody body = await ReadAsync(vector.Body);

        body.TryGetData(vector.Binding, out InvocationValue value);

        Assert.Equal(vector.Handed.Json, value.Text);
    }

    [Theory]
    [MemberData(nameof(Http))]
    public async Task The_body_inside_an_http_envelope_is_found(string id)
    {
        RequestVector vector = RequestVector.Get(id);
        using InvocationBody body = await ReadAsync(vector.Body);
        body.TryGetData(vector.Binding, out InvocationValue envelope);

        using var json = JsonDocument.Parse(envelope.Text!);
        bool present = json.RootElement.TryGetProperty("Body", out JsonElement member);

        HandedValue expected = vector.Handed.HttpBody!;
        Assert.Equal(expected.Kind != "absent", present);
        Assert.Equal(expected.Text ?? expected.Base64, present ? member.GetString() : null);
    }

    [Theory]
    [InlineData("queue-01", "Id", "800ae4b3-bdd2-4c08-badd-f08e5a34b865")]
    [InlineData("queue-01", "dequeuecount", "1")]
    [InlineData("queue-01", "InsertionTime", "2026-11-21T09:30:15+00:00")]
    [InlineData("queue-12", "DequeueCount", "99")]
    [InlineData("queue-12", "Id", "evil")]
    [InlineData("queue-13", "ok", "True")]
    [InlineData("blob-05", "Uri", "https://acct.blob.core.windows.net/in/2026/%C3%A9t%C3%A9%20%231%20100%25.csv")]
    [InlineData("blob-05", "name", "été #1 100%")]
    [InlineData("activity-01", "instanceId", "order-42")]
    public async Task Metadata_is_decoded_and_its_keys_ignore_case(string id, string key, string expected)
    {
        using InvocationBody body = await ReadAsync(RequestVector.Get(id).Body);

        Assert.Equal(expected, body.ReadMetadata()[key]);
    }

    private static Task<InvocationBody> ReadAsync(string body) =>
        InvocationBody.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), CancellationToken.None);

    private static void AssertHanded(HandedValue expected, string binding, InvocationBody body)
    {
        Assert.True(body.TryGetData(binding, out InvocationValue value));
        switch (expected.Kind)
        {
            case "text":
                Assert.Equal(expected.Text, value.Text);
                break;
            case "bytes":
                Assert.Equal(expected.Base64, Convert.ToBase64String(value.ToBytes()!));
                break;
            case "json":
                // An absent input has no text; its JSON is null.
                using (var handed = JsonDocument.Parse(expected.Json!))
                using (var decoded = JsonDocument.Parse(value.Text ?? "null"))
                {
                    Assert.True(JsonElement.DeepEquals(handed.RootElement, decoded.RootElement), value.Text);
                }

                break;
            default:
                Assert.Fail($"unknown kind {expected.Kind}");
                break;
        }
    }
}
