using System.Diagnostics;
using System.IO.Compression;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using Pipeline.Scenarios.Infrastructure;
using Pipeline.Scenarios.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Pushes;

/// <summary>Clients that partners really use push a sample through the host: it arrives as it was written, and the client understands the answer.</summary>
[Collection(MessageCollection.Name)]
public sealed class RealClientTests(OrderFixture fixture)
{
    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "despatch-advice.xml");

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task The_soap_client_of_dotnet_pushes_and_reads_the_acknowledgement(string version)
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        MessageVersion envelope = version == "1.1" ? MessageVersion.Soap11 : MessageVersion.CreateVersion(EnvelopeVersion.Soap12, AddressingVersion.None);
        var binding = new CustomBinding(new TextMessageEncodingBindingElement(envelope, System.Text.Encoding.UTF8), new HttpTransportBindingElement());
        var factory = new ChannelFactory<IRequestChannel>(binding, new EndpointAddress(Address(system)));
        IRequestChannel channel = factory.CreateChannel();
        channel.Open();

        using XmlReader content = Content().CreateReader();
        using Message answer = channel.Request(Message.CreateMessage(envelope, "urn:notify", content));

        Assert.False(answer.IsFault);
        string receipt = answer.GetReaderAtBodyContents().ReadOuterXml();
        Assert.Contains(await ArrivedAsync(system), receipt, StringComparison.Ordinal);
        channel.Close();
        factory.Close();
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task The_soap_client_of_node_pushes_and_reads_the_acknowledgement(string version)
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string file = Path.Combine(Path.GetTempPath(), $"push-{Guid.NewGuid():N}.xml");
        await File.WriteAllTextAsync(file, Content().ToString());
        string folder = Path.Combine(AppContext.BaseDirectory, "Pushes");

        string answer = await RunAsync("node", Path.Combine(folder, "push.cjs"), Tools("node_modules/soap"), Path.Combine(folder, "push.wsdl"), Address(system).ToString(), file, version);

        File.Delete(file);
        Assert.Contains(await ArrivedAsync(system), answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--data-binary")]
    [InlineData("--data-binary -H Transfer-Encoding:chunked")]
    [InlineData("--data-binary -H Content-Type:text/xml -H Expect:100-continue")]
    [InlineData("--data-binary -H Content-Type:application/soap+xml")]
    [InlineData("--data-binary --http1.0")]
    public async Task Curl_pushes_in_every_way_it_has(string options)
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string[] words = options.Split(' ');

        string answer = await RunAsync("curl", ["-sS", "-i", "--max-time", "30", words[0], $"@{Sample}", .. words[1..], Address(system).ToString()]);

        Assert.Contains(" 200 ", answer.Split('\n').Last(static line => line.StartsWith("HTTP/", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains(await ArrivedAsync(system), answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_curl_packs_is_refused_by_name_and_kept()
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        string file = Path.Combine(Path.GetTempPath(), $"push-{Guid.NewGuid():N}.gz");
        await using (FileStream packed = File.Create(file))
        {
            await using GZipStream gzip = new(packed, CompressionLevel.Optimal);
            await gzip.WriteAsync(await File.ReadAllBytesAsync(Sample));
        }

        string answer = await RunAsync("curl", "-sS", "-i", "--max-time", "30", "--data-binary", $"@{file}", "-H", "Content-Encoding: gzip", "-H", "Content-Type: text/xml", Address(system).ToString());

        File.Delete(file);
        Assert.Contains(" 415 ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Encoding: gzip", answer, StringComparison.Ordinal);
        Assert.Equal("ENCODING_UNSUPPORTED", (string?)Assert.Single((await system.GetAsync("/api/notifications?state=quarantined"))["items"]!.AsArray())!["reasonCode"]);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("GET")]
    [InlineData("OPTIONS")]
    public async Task A_probe_of_the_address_learns_that_messages_are_posted(string method)
    {
        PipelineSystem system = (await fixture.WithoutOrdersAsync()).Pipeline;
        using var request = new HttpRequestMessage(new HttpMethod(method), Address(system));

        using HttpResponseMessage answer = await system.Http.SendAsync(request);

        Assert.Equal((System.Net.HttpStatusCode.MethodNotAllowed, "POST"), (answer.StatusCode, string.Join(',', answer.Content.Headers.Allow)));
    }

    private static Uri Address(PipelineSystem system) => new(system.Http.BaseAddress!, $"/api/notifications/ingram-micro/{OrderSystem.PushKey}");

    /// <summary>What is in the body of the sample's envelope.</summary>
    private static XElement Content() => XDocument.Load(Sample).Descendants().First(static element => element.Name.LocalName == "BusinessTransactionNotification");

    /// <summary>The id of the one message that has arrived whole: its despatch advice was read.</summary>
    private static async Task<string> ArrivedAsync(PipelineSystem system)
    {
        JsonNode message = await WaitFor.ValueAsync(
            async () => (await system.TryGetAsync("/api/notifications?state=parked"))?["items"]!.AsArray() is [{ } only] && only["handledAt"] is not null ? only : null,
            TimeSpan.FromSeconds(60),
            "the message waits for its order");
        Assert.Equal(("DespatchAdvice", "ORDER_UNKNOWN"), ((string?)message["root"], (string?)message["reasonCode"]));
        return (string)message["id"]!;
    }

    private static string Tools(string path)
    {
        string root = typeof(RealClientTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), inherit: false)
            .Cast<System.Reflection.AssemblyMetadataAttribute>().First(static entry => entry.Key == "RepositoryRoot").Value!;
        return Path.Combine(root, ".tools", path);
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false },
        };
        _ = process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await errors}");
        return answer;
    }
}
