using System.Net;
using System.Net.Sockets;
using Pipeline.Core.Errors;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Tests.Flows;

public sealed class FaultClassifierTests
{
    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "AUTH_REFUSED", "error")]
    [InlineData(HttpStatusCode.Forbidden, "AUTH_REFUSED", "error")]
    [InlineData(HttpStatusCode.NotFound, "REMOTE_MISSING", "error")]
    [InlineData(HttpStatusCode.Conflict, "REMOTE_CONFLICT", "retry")]
    [InlineData(HttpStatusCode.TooManyRequests, "CALL_FAILED", "retry")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "CALL_FAILED", "retry")]
    [InlineData(HttpStatusCode.RequestTimeout, "CALL_FAILED", "retry")]
    [InlineData(HttpStatusCode.BadGateway, "CALL_FAILED", "retry")]
    [InlineData(HttpStatusCode.GatewayTimeout, "CALL_FAILED", "retry")]
    [InlineData(HttpStatusCode.InternalServerError, "SERVER_FAULT", "retry")]
    [InlineData(HttpStatusCode.BadRequest, "CALL_REFUSED", "error")]
    [InlineData(HttpStatusCode.UnprocessableEntity, "CALL_REFUSED", "error")]
    public void An_answer_is_classified_by_its_status(HttpStatusCode status, string code, string severity)
    {
        Issue error = FaultClassifier.Describe(new HttpRequestException("answer", null, status));

        Assert.Equal((code, severity), (error.Code, error.Severity));
    }

    /// <summary>Whom a fault concerns, after how many tries and how many hours it is an error, and whether the partner is left alone.</summary>
    [Theory]
    [InlineData("AUTH_REFUSED", FaultScope.Partner, 25, 168, true)]
    [InlineData("CALLER_NOT_REGISTERED", FaultScope.Partner, 25, 168, true)]
    [InlineData("FTP_LOGIN_REFUSED", FaultScope.Partner, 25, 168, true)]
    [InlineData("PARTNER_UNAVAILABLE", FaultScope.Partner, int.MaxValue, 24, false)]
    [InlineData("SERVER_FAULT", FaultScope.Call, int.MaxValue, 48, false)]
    [InlineData("ANSWER_UNREADABLE", FaultScope.Call, 3, 168, false)]
    [InlineData("CALL_FAILED", FaultScope.Call, 25, 168, false)]
    [InlineData("FTP_UNREACHABLE", FaultScope.Call, 25, 168, false)]
    [InlineData("PRICE_ABOVE_LIMIT", FaultScope.Record, 25, 168, false)]
    [InlineData("A_PARTNERS_OWN", FaultScope.Record, 25, 168, false)]
    public void A_code_has_its_scope_and_its_limit(string code, FaultScope scope, int attempts, int hours, bool pauses)
    {
        FaultRule rule = FaultClassifier.RuleOf(code);

        Assert.Equal((scope, new RetryLimit(attempts, TimeSpan.FromHours(hours)), pauses), (rule.Scope, rule.Limit, rule.PausesPartner));
    }

    [Fact]
    public void A_call_without_answer_repeats_by_itself()
    {
        Assert.Equal("CALL_FAILED", FaultClassifier.Describe(new SocketException(111)).Code);
        Assert.Equal("CALL_TIMED_OUT", FaultClassifier.Describe(new TimeoutException()).Code);
        Assert.Equal("retry", FaultClassifier.Describe(new HttpRequestException("reset")).Severity);
    }

    [Fact]
    public void A_fault_that_knows_its_code_keeps_it()
    {
        Issue error = FaultClassifier.Describe(new FullDiskException());

        Assert.Equal(new Issue("FEED_DISK_FULL", null, null) { SaidCause = "The disk is full.", SaidRemedy = "Free space.", SaidSeverity = "retry" }, error);
    }

    [Fact]
    public void A_refused_file_needs_a_person() =>
        Assert.Equal(
            ("FEED_EMPTY", "The file has no rows.", "error"),
            FaultClassifier.Describe(new FeedRefusedException("FEED_EMPTY", "The file has no rows."))
                is var error ? (error.Code, error.Cause, error.Severity) : default);

    [Fact]
    public void Our_own_fault_names_its_type_and_needs_a_person()
    {
        Issue error = FaultClassifier.Describe(new InvalidOperationException("No runner."));

        Assert.Equal("UNEXPECTED_FAULT", error.Code);
        Assert.Equal("This is a fault of the pipeline: InvalidOperationException: No runner.", error.Cause);
        Assert.Equal("error", error.Severity);
    }

    private sealed class FullDiskException() : Exception("The disk is full."), ICodedFault
    {
        public string Code => "FEED_DISK_FULL";

        public string? Remedy => "Free space.";

        public bool IsTransient => true;
    }
}
