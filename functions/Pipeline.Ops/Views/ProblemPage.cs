using Pipeline.Ops.Routing;
using Pipeline.Ops.Views.Layout;

namespace Pipeline.Ops.Views;

/// <summary>The page of a refusal or fault.</summary>
internal static class ProblemPage
{
    public static PageAnswer Of(OpsView view, ProblemAnswer problem)
    {
        PageHead head = new(view.T($"Common.problem.{problem.Name}"), string.Empty) { Status = problem.Status };
        return new PageAnswer(head, typeof(ProblemText), new ProblemModel(view.T($"Common.problem.{problem.Name}.text"), problem.Id));
    }
}
