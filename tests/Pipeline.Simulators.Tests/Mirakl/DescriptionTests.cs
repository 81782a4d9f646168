using Pipeline.Simulators.Mirakl;
using Pipeline.TestSupport.Descriptions;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>
/// The tenant's operations are the vendor's, and the comparison with the description, which every answer of these tests goes
/// through, notices what is wrong.
/// </summary>
public sealed class DescriptionTests
{
    private static MiraklDescription Description => MiraklDescription.Find()!;

    [MiraklFact]
    public void Each_operation_is_described_under_its_code()
    {
        SimulatedTenant tenant = new(new MiraklOptions(), TimeProvider.System);

        Assert.All(tenant.Endpoint.Operations, operation => Assert.Equal(operation.Code, Description.OperationOf(operation.Method.Method, operation.Path)));
        Assert.Equal(63, tenant.Endpoint.Operations.Count);
    }

    [MiraklTheory]
    [InlineData("OF26", """{"offer_id":1,"quantity":2}""", null)]
    [InlineData("OF26", """{"offer_id":1}""", "$.quantity a required member that is missing")]
    [InlineData("OF26", """{"offer_id":1,"quantity":null}""", "$.quantity a required member that is null")]
    [InlineData("OF26", """{"offer_id":1,"quantity":"2"}""", "$.quantity String, not integer")]
    [InlineData("OF26", """{"offer_id":1,"quantity":2,"colour":"red"}""", "$.colour an unknown member")]
    [InlineData("OF26", "[]", "$ Array, not object")]
    [InlineData("OR72", """{"order_documents":[{"id":1,"order_id":"1","file_name":"1","type":"1","date_uploaded":"10/03/2026"}],"total_count":1}""", "$.order_documents[].date_uploaded no date-time in UTC")]
    public void An_answer_that_is_not_as_described_is_noticed(string code, string body, string? finding) =>
        Assert.Equal(finding is null ? [] : [finding], Description.CheckAnswer(code, 200, "application/json", body).Select(found => $"{found.Path} {found.What}"));

    [MiraklFact]
    public void A_status_and_a_content_type_are_those_of_the_description()
    {
        Assert.Equal("202 is not described", Assert.Single(Description.CheckAnswer("OF26", 202, "application/json", "{}")).What);
        Assert.Equal("text/html is not described", Assert.Single(Description.CheckAnswer("OF26", 200, "text/html", "")).What);
        Assert.Empty(Description.CheckAnswer("OR21", 204, null, ""));
    }

    [MiraklTheory]
    [InlineData("GET", "/api/orders?order_ids=1&max=100&shop_id=2101", null, null, null)]
    [InlineData("GET", "/api/orders?colour=red", null, null, "colour an unknown parameter")]
    [InlineData("GET", "/api/products", null, null, "product_references a required parameter that is missing")]
    [InlineData("GET", "/api/nothing", null, null, "path GET /api/nothing is not described")]
    [InlineData("PUT", "/api/orders/1/accept", "application/json", """{"order_lines":[{"id":"1","accepted":true}]}""", null)]
    [InlineData("PUT", "/api/orders/1/accept", "application/json", """{"order_lines":[{"id":"1"}]}""", "$.order_lines[].accepted a required member that is missing")]
    [InlineData("PUT", "/api/orders/1/accept", "text/plain", "yes", "content type 'text/plain' is not described")]
    [InlineData("PUT", "/api/orders/1/ship", "application/json", "{}", "$ a body where none is described")]
    public void A_request_that_is_not_as_described_is_noticed(string method, string path, string? type, string? body, string? finding) =>
        Assert.Equal(finding is null ? [] : [finding], Description.CheckRequest(new HttpMethod(method), path, type, body).Select(found => $"{found.Path} {found.What}"));

    [MiraklTheory]
    [InlineData("file,import_mode", null)]
    [InlineData("file", "import_mode a required part that is missing")]
    [InlineData("file,import_mode,colour", "colour an unknown part")]
    public void Parts_of_a_form_are_those_of_the_description(string parts, string? finding) => Assert.Equal(
        finding is null ? [] : [finding],
        Description.CheckRequest(HttpMethod.Post, "/api/offers/imports", "multipart/form-data; boundary=x", null, parts.Split(',')).Select(found => $"{found.Path} {found.What}"));
}
