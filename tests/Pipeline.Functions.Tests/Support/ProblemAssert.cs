using System.Net;
using System.Text.Json;

namespace Pipeline.Functions.Tests.Support;

internal static class ProblemAssert
{
    /// <summary>The answer is problem details (RFC 9457) with this status and code.</summary>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        JsonElement problem = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual(string.Empty, problem.GetProperty("title").GetString());
        return problem;
    }
}
