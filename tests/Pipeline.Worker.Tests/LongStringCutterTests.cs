using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Invocation;

namespace Pipeline.Worker.Tests;

public sealed class LongStringCutterTests
{
    [Theory]
    [InlineData("")]
    [InlineData("""{"a":"b\"c\\","n":[1,2,"\u00e9é"],"":""}""")]
    public async Task Short_strings_pass_unchanged(string json) => Assert.Equal(json, await CutAsync(json, 7));

    [Theory]
    [InlineData("x")]
    [InlineData("é")]
    [InlineData("🚀")]
    [InlineData("""\\""")]
    [InlineData("""\"x""")]
    [InlineData("""\u00e9""")]
    [InlineData("""ab\n\\\"é""")]
    public async Task A_long_string_is_cut_where_the_json_stays_valid(string unit)
    {
        for (int shift = 0; shift < 8; shift++)
        {
            string content = new string('s', shift) + string.Concat(Enumerable.Repeat(unit, 70_000));

            string cut = await CutAsync("""{"Data":{"blob":"CONTENT"},"after":"kept"}""".Replace("CONTENT", content, StringComparison.Ordinal), 4096);

            using var json = JsonDocument.Parse(cut);
            Assert.Equal("kept", json.RootElement.GetProperty("after").GetString());
            Assert.InRange(Encoding.UTF8.GetByteCount(cut), 65_536, 75_000);
            Assert.StartsWith(
                json.RootElement.GetProperty("Data").GetProperty("blob").GetRawText().Trim('"')[..10_000],
                content,
                StringComparison.Ordinal);
        }
    }

    private static async Task<string> CutAsync(string json, int bufferSize)
    {
        using var cutter = new LongStringCutter(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        using var kept = new MemoryStream();
        byte[] buffer = new byte[bufferSize];
        while (await cutter.ReadAsync(buffer) is var read and > 0)
        {
            kept.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(kept.ToArray());
    }
}
