namespace Pipeline.Scenarios.Documents;

/// <summary>Shown output is compared with what is printed, and three points stand for what is left out.</summary>
public sealed class ShownOutputTests
{
    [Theory]
    [InlineData("""{"a":1,"b":"x"}""", """{"b":"x","a":1}""", null)]
    [InlineData("""{"a":1.50}""", """{"a":1.5}""", null)]
    [InlineData("""{"a":"..."}""", """{"a":{"deep":[1]}}""", null)]
    [InlineData("""{"a":1,"...":"..."}""", """{"a":1,"b":2}""", null)]
    [InlineData("""[1,"..."]""", "[1,2,3]", null)]
    [InlineData("""{"a":1} {"a":2}""", """{"a":1}{"a":2}""", null)]
    [InlineData("""{"a":1}""", """{"a":2}""", "answer[0].a is 2; 1 is shown")]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", "answer[0].b is there and not shown")]
    [InlineData("""{"a":1,"...":"..."}""", """{"b":2}""", "answer[0].a is shown and not there")]
    [InlineData("""{"a":[{"b":1},"..."]}""", """{"a":[{"b":"1"},5]}""", "answer[0].a[0].b is \"1\"; 1 is shown")]
    [InlineData("[1]", "[1,2]", "answer[0] has 2 items; 1 are shown")]
    [InlineData("""[1,"..."]""", "[]", "answer[0] has 0 items; 1 are shown")]
    [InlineData("""{"a":null}""", """{"a":1}""", "answer[0].a is 1; null is shown")]
    [InlineData("{}", "{}{}", "answer has 2 items; 1 are shown")]
    [InlineData("{}", "Not found", "no JSON is printed, but: Not found")]
    public void Json(string shown, string printed, string? expected) => Assert.Equal(expected, ShownJson.Difference(shown, printed));

    [Theory]
    [InlineData("one\ntwo\n", "zero\none\ntwo\nthree", null)]
    [InlineData("one\n...\nthree\n", "one\ntwo\nthree", null)]
    [InlineData("one\n...\ntwo\n", "one\ntwo", null)]
    [InlineData("took ... ms\n", "took 12 ms", null)]
    [InlineData("one\nthree\n", "one\ntwo\nthree", "'two' is printed before 'three' and not shown")]
    [InlineData("two\none\n", "one\ntwo", "'one' is shown and not printed")]
    [InlineData("one\n", "one and more", "'one' is shown and not printed")]
    [InlineData("took ... ms\n", "took 12 s", "'took ... ms' is shown and not printed")]
    public void Text(string shown, string printed, string? expected) => Assert.Equal(expected, ShownText.Difference(shown, printed));
}
