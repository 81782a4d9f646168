using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Metadata;

namespace Pipeline.Worker.Tests;

public sealed class FunctionDiscoveryTests
{
    [Theory]
    [InlineData(typeof(BadName), "Function '1st': a name has at most 128 letters, digits, '_' and '-', and starts with a letter.")]
    [InlineData(typeof(HostName), "Function 'Host': a name has at most 128 letters, digits, '_' and '-', and starts with a letter.")]
    [InlineData(typeof(BadBindingName), "Function 'F': the host refuses the binding name 'my_timer': letters and digits only.")]
    [InlineData(typeof(NoTrigger), "Function 'F': exactly one parameter carries a trigger.")]
    [InlineData(typeof(TwoTriggers), "Function 'F': exactly one parameter carries a trigger.")]
    [InlineData(typeof(HiddenUri), "Function 'F': a capture cannot be named 'uri': the host would not hand it over, or hide the blob.")]
    [InlineData(typeof(LostCapture), "Function 'F': a capture cannot be named 'myTrigger': the host would not hand it over, or hide the blob.")]
    [InlineData(typeof(OpenBrace), "Function 'F': a brace of the path 'in/{name' is not closed.")]
    [InlineData(typeof(SameName), "Function 'f': two methods have this name, one of them Pipeline.Worker.Tests.FunctionDiscoveryTests+SameName.Second.")]
    [InlineData(typeof(AbstractClass), "Function 'F': its class is abstract and cannot be made.")]
    public void A_function_that_the_host_could_not_run_is_refused_at_start(Type type, string expected)
    {
        var refused = Assert.Throws<FunctionDefinitionException>(() => FunctionDiscovery.Find([type]));

        Assert.Equal(expected, refused.Message);
    }

    [Theory]
    [InlineData(typeof(BlobContent), "Function 'F': a blob trigger hands over a BlobTriggerReference or a Uri, never the content.")]
    [InlineData(typeof(QueueStream), "Function 'F': 'message' cannot be a Stream; use string, byte[] or a type read from JSON.")]
    public void A_parameter_that_cannot_be_read_is_refused_at_start(Type type, string expected)
    {
        IReadOnlyList<FunctionDescriptor> functions = FunctionDiscovery.Find([type]);

        var refused = Assert.Throws<FunctionDefinitionException>(() => FunctionEndpoints.Check(functions));

        Assert.Equal(expected, refused.Message);
    }

    [Theory]
    [InlineData(typeof(RootRoute), "Function 'F': the route '/' is refused: its first part must be a literal.")]
    [InlineData(typeof(CatchAllRoute), "Function 'F': the route '/{*rest}' is refused: its first part must be a literal.")]
    [InlineData(typeof(AdminRoute), "Function 'F': the route '/Admin/keys' is refused: the host keeps 'Admin' for itself.")]
    [InlineData(typeof(ShadowingRoute), "Function 'F': the route '/ingest/{id?}' is refused: callers would reach the function 'ingest'.")]
    public void A_route_that_lets_callers_reach_what_is_not_theirs_is_refused(Type type, string expected)
    {
        IReadOnlyList<FunctionDescriptor> functions = FunctionDiscovery.Find([type]);

        var refused = Assert.Throws<FunctionDefinitionException>(() => FunctionEndpoints.Check(functions));

        Assert.Equal(expected, refused.Message);
    }

    public static class RootRoute
    {
        [Function("F")]
        public static string F([HttpTrigger(Route = "")] HttpRequest req) => req.Method;
    }

    public static class CatchAllRoute
    {
        [Function("F")]
        public static string F([HttpTrigger(Route = "{*rest}")] HttpRequest req) => req.Method;
    }

    public static class AdminRoute
    {
        [Function("F")]
        public static string F([HttpTrigger(Route = "Admin/keys")] HttpRequest req) => req.Method;
    }

    public static class ShadowingRoute
    {
        [Function("F")]
        public static string F([HttpTrigger(Route = "ingest/{id?}")] HttpRequest req) => req.Method;

        [Function("Ingest")]
        public static void Ingest([QueueTrigger("q")] string message) => Assert.NotNull(message);
    }

    public static class BadName
    {
        [Function("1st")]
        public static void F([TimerTrigger("*")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class HostName
    {
        [Function("Host")]
        public static void F([TimerTrigger("*")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class BadBindingName
    {
        [Function("F")]
        public static void F([TimerTrigger("*")] TimerInfo my_timer) => Assert.NotNull(my_timer);
    }

    public static class NoTrigger
    {
        [Function("F")]
        public static void F(string message) => Assert.NotNull(message);
    }

    public static class TwoTriggers
    {
        [Function("F")]
        public static void F([QueueTrigger("q")] string message, [HttpTrigger] HttpRequest req) =>
            Assert.NotNull(message + req);
    }

    public static class HiddenUri
    {
        [Function("F")]
        public static void F([BlobTrigger("in/{uri}/{name}")] BlobTriggerReference blob) => Assert.NotNull(blob);
    }

    public static class LostCapture
    {
        [Function("F")]
        public static void F([BlobTrigger("in/{myTrigger}")] BlobTriggerReference blob) => Assert.NotNull(blob);
    }

    public static class OpenBrace
    {
        [Function("F")]
        public static void F([BlobTrigger("in/{name")] BlobTriggerReference blob) => Assert.NotNull(blob);
    }

    public static class SameName
    {
        [Function("F")]
        public static void First([TimerTrigger("*")] TimerInfo timer) => Assert.NotNull(timer);

        [Function("f")]
        public static void Second([TimerTrigger("*")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public abstract class AbstractClass
    {
        [Function("F")]
        public void F([TimerTrigger("*")] TimerInfo timer) => Assert.NotNull(timer);
    }

    public static class BlobContent
    {
        [Function("F")]
        public static void F([BlobTrigger("in/{name}")] byte[] blob) => Assert.NotNull(blob);
    }

    public static class QueueStream
    {
        [Function("F")]
        public static void F([QueueTrigger("q")] Stream message) => Assert.NotNull(message);
    }
}
