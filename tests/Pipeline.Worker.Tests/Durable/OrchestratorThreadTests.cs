using Microsoft.DurableTask.Execution;

namespace Pipeline.Worker.Tests.Durable;

public sealed class OrchestratorThreadTests
{
    [Fact]
    public void Work_is_done_in_order_and_after_what_is_being_done()
    {
        var thread = new OrchestratorThread();
        var done = new List<int>();

        thread.Run(
            work =>
            {
                thread.Post(_ => thread.Post(_ => work.Add(4), null), null);
                thread.Post(_ => work.Add(2), null);
                thread.Complete(list => list.Add(1), work);
                work.Add(0);
                thread.Post(_ => work.Add(3), null);
            },
            done);

        Assert.Equal([1, 0, 2, 3, 4], done);
    }

    [Fact]
    public void Work_from_another_thread_is_dropped_and_noticed()
    {
        var thread = new OrchestratorThread();
        var done = new List<int>();
        var other = new Thread(() => thread.Post(_ => done.Add(1), null));
        other.Start();
        other.Join();

        thread.Run(list => list.Add(0), done);

        Assert.Equal([0], done);
        Assert.True(thread.WasIntruded);
        Assert.True(thread.IsCurrent);
    }

    [Fact]
    public void Nobody_waits_for_work_that_another_thread_sends() =>
        Assert.Throws<NotSupportedException>(() => new OrchestratorThread().Send(_ => { }, null));

    [Fact]
    public void Tasks_are_completed_without_a_context_so_that_no_continuation_goes_to_the_pool()
    {
        var thread = new OrchestratorThread();
        SynchronizationContext? during = thread;
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(thread);
        try
        {
            thread.Complete(_ => during = SynchronizationContext.Current, 0);

            Assert.Null(during);
            Assert.Same(thread, SynchronizationContext.Current);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }
}
