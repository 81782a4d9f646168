using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Pipeline.Functions.Orders;

namespace Pipeline.Functions.Tests.Http;

/// <summary>
/// Where functions learn that they are to stop. The host fills a parameter of an HTTP function by its name, and from the
/// query too: with a token among them <c>?cancellationToken=1</c> is a 500 for anybody who tries.
/// </summary>
public sealed class FunctionTokenTests
{
    [Fact]
    public void No_HTTP_function_takes_a_token() => Assert.Empty(HttpFunctionsWithToken(typeof(OrderLifecycle).Assembly.GetTypes()));

    [Fact]
    public void An_HTTP_function_with_a_token_is_found() =>
        Assert.Equal(["Planted.Optional", "Planted.Required"], HttpFunctionsWithToken([typeof(Planted)]));

    [Fact]
    public void Of_the_other_functions_only_the_one_that_waits_for_nothing_takes_none() =>
        Assert.Equal(
            ["OrderTriggers.SetAsideAsync"],
            Functions(typeof(OrderLifecycle).Assembly.GetTypes())
                .Where(static function => !Has<HttpTriggerAttribute>(function) && !Has<OrchestrationTriggerAttribute>(function))
                .Where(static function => !TakesToken(function))
                .Select(Name));

    private static string[] HttpFunctionsWithToken(IEnumerable<Type> types) =>
        [.. Functions(types).Where(static function => Has<HttpTriggerAttribute>(function) && TakesToken(function)).Select(Name).Order(StringComparer.Ordinal)];

    private static IEnumerable<MethodInfo> Functions(IEnumerable<Type> types) =>
        types.SelectMany(static type => type.GetMethods()).Where(static method => method.IsDefined(typeof(FunctionAttribute)));

    private static bool Has<TTrigger>(MethodInfo function)
        where TTrigger : Attribute => function.GetParameters().Any(static parameter => parameter.IsDefined(typeof(TTrigger)));

    private static bool TakesToken(MethodInfo function) => function.GetParameters().Any(static parameter =>
        (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == typeof(CancellationToken));

    private static string Name(MethodInfo function) => $"{function.DeclaringType!.Name}.{function.Name}";

    private sealed class Planted
    {
        [Function("Required")]
        public static void Required([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        [Function("Optional")]
        public static void Optional([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request, CancellationToken? stop = null) =>
            throw new NotSupportedException();

        [Function("Obedient")]
        public static void Obedient([HttpTrigger(AuthorizationLevel.Function)] HttpRequest request) => throw new NotSupportedException();
    }
}
