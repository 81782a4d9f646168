using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Worker.Tests.Support;

namespace Pipeline.Worker.Tests;

public sealed class BodyLimitTests
{
    private const int Mebibyte = 1024 * 1024;

    [Theory]
    [InlineData("/api/default", 10 * Mebibyte, false, HttpStatusCode.OK)]
    [InlineData("/api/default", 10 * Mebibyte - 65_536, true, HttpStatusCode.OK)]
    [InlineData("/api/default", 10 * Mebibyte + 1, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/default", 10 * Mebibyte + 1, true, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/large", 40 * Mebibyte, true, HttpStatusCode.OK)]
    [InlineData("/api/small", 100, false, HttpStatusCode.OK)]
    [InlineData("/api/small", 101, false, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/api/small", 101, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task An_http_function_takes_bodies_up_to_its_limit(
        string path, int length, bool chunked, HttpStatusCode expected)
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(LimitFunctions));
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[length]) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using HttpResponseMessage answer = await app.Client.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_default_limit_is_a_setting()
    {
        await using RunningApp app = await RunningApp.StartAsync(
            builder => builder.Services.Configure<FunctionsWorkerOptions>(options => options.RequestBodyLimitBytes = 5),
            typeof(LimitFunctions));

        using HttpResponseMessage answer = await app.Client.PostAsync("/api/default", new StringContent("123456"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(
            """{"type":"about:blank","title":"Payload Too Large","status":413}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_call_of_the_host_may_be_larger_than_the_servers_own_limit()
    {
        await using RunningApp app = await RunningApp.StartAsync(typeof(LimitFunctions));
        string message = new('x', 31 * Mebibyte);

        using HttpResponseMessage answer = await app.CallAsync(
            "Measure", """{"Data":{"message":"\"MESSAGE\""},"Metadata":{}}""".Replace("MESSAGE", message, StringComparison.Ordinal));

        Assert.Equal(
            """{"Outputs":{},"Logs":[],"ReturnValue":"32505856"}""", await answer.Content.ReadAsStringAsync());
    }

    public static class LimitFunctions
    {
        [Function("Default")]
        public static Task<long> Default([HttpTrigger("post", Route = "api/default")] HttpRequest req) => CountAsync(req);

        [Function("Large")]
        [RequestBodyLimit(64 * Mebibyte)]
        public static Task<long> Large([HttpTrigger("post", Route = "api/large")] HttpRequest req) => CountAsync(req);

        [Function("Small")]
        [RequestBodyLimit(100)]
        public static Task<long> Small([HttpTrigger("post", Route = "api/small")] HttpRequest req) => CountAsync(req);

        [Function("Measure")]
        public static int Measure([QueueTrigger("q")] string message) => message.Length;

        private static async Task<long> CountAsync(HttpRequest request)
        {
            byte[] buffer = new byte[81920];
            long count = 0;
            while (await request.Body.ReadAsync(buffer) is var read and > 0)
            {
                count += read;
            }

            return count;
        }
    }
}
