using Microsoft.Azure.WebJobs.Host;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.App;
using Pipeline.LocalHost.Hosting;
using Pipeline.LocalHost.Invocation;
using Pipeline.LocalHost.Rpc.Messages;
using Pipeline.LocalHost.Tests.Support;

namespace Pipeline.LocalHost.Tests.App;

public sealed class AppCheckTests
{
    private const string Queue = """{"type":"queueTrigger","direction":"in","name":"text","queueName":"work"}""";

    private static readonly PublishedApp Probe = PublishedApp.Open(new HostOptions(ProbeFolder.Published));

    [Theory]
    [InlineData("ab")]
    [InlineData("Capitals")]
    [InlineData("double--hyphen")]
    [InlineData("-first")]
    [InlineData("a234567890123456789012345678901234567890123456789012345678901234")]
    public void A_queue_name_that_storage_refuses_is_refused(string name) =>
        Assert.Equal(
            $"Function 'F' listens to queue '{name}', a name that storage refuses; take 3 to 63 lower-case letters, digits and single hyphens.",
            Refusal(Queue.Replace("work", name, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"type":"queue","direction":"out","name":"$return","queueName":"copies"}""", "queue")]
    [InlineData("""{"type":"blob","direction":"in","name":"file","path":"a/b"}""", "blob")]
    public void Inputs_and_outputs_are_refused_rather_than_forgotten(string binding, string type) =>
        Assert.Equal(
            $"Function 'F' has an input or output of type '{type}', which this host does not run; read or write with a client of the service in the function.",
            Refusal(Queue, binding));

    [Fact]
    public void A_batch_of_messages_is_refused() =>
        Assert.Equal(
            "Function 'F' takes a batch of messages, which this host does not run; let its queueTrigger take one.",
            Refusal("""{"type":"queueTrigger","direction":"in","name":"text","queueName":"work","cardinality":"Many"}"""));

    [Fact]
    public void A_function_without_a_trigger_is_refused() =>
        Assert.Equal("Function 'F' has no trigger; remove it or give it one.", Refusal("""{"type":"durableClient","direction":"in","name":"client"}"""));

    [Fact]
    public void An_app_without_functions_is_refused() =>
        Assert.Contains("lists no function; give a method the attribute [Function]", Assert.Throws<HostStartException>(
            () => AppCheck.Check(Probe, [], new BindingCatalog(static () => new KnowsEverything()))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(Queue)]
    [InlineData("""{"type":"queueTrigger","direction":"in","name":"text","queueName":"%NobodySetsThis%"}""")]
    [InlineData("""{"type":"httpTrigger","direction":"in","name":"request"}""", """{"type":"http","direction":"out","name":"$return"}""")]
    [InlineData("""{"type":"timerTrigger","direction":"in","name":"timer"}""", """{"type":"durableClient","direction":"in","name":"client"}""")]
    public void The_rest_may_start(params string[] bindings) => Check(bindings);

    private static string Refusal(params string[] bindings) => Assert.Throws<HostStartException>(() => Check(bindings)).Message;

    private static void Check(string[] bindings) => AppCheck.Check(
        Probe,
        [FunctionDefinition.Read(new RpcFunctionMetadata { Name = "F", RawBindings = { bindings } })],
        new BindingCatalog(static () => new KnowsEverything()));

    private sealed class KnowsEverything : IJobHostMetadataProvider
    {
        public Type GetAttributeTypeFromName(string name) => typeof(Attribute);

        public Attribute GetAttribute(Type attributeType, JObject metadata) => throw new NotSupportedException();

        public Type GetDefaultType(Attribute attribute, FileAccess access, Type requestedType) => throw new NotSupportedException();

        public bool TryResolveAssembly(string assemblyName, out System.Reflection.Assembly assembly) => throw new NotSupportedException();

        public FunctionMetadata GetFunctionMetadata(string functionName) => throw new NotSupportedException();

        public void DebugDumpGraph(TextWriter output) => throw new NotSupportedException();
    }
}
