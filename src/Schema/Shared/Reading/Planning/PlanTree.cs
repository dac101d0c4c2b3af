using System.Collections.Concurrent;

namespace Lintel.Schema.Shared.Reading;

/// <summary>The plans of one document for one kind of viewer, found by the answers to the questions that were asked when they were made.</summary>
internal sealed class PlanTree
{
    /// <summary>Plans of one document; when there are more, e.g. because its variables hold another filter each time, all are let go.</summary>
    public const int Most = 64;

    private readonly Lock _lock = new();
    private volatile Node _root = new();

    /// <summary>How many plans are kept.</summary>
    public int Count { get; private set; }

    /// <summary>Characters of their statements.</summary>
    public long Length { get; private set; }

    /// <summary>The plan for a request; null: it has to be made.</summary>
    /// <exception cref="CursorMismatchError">It has a cursor of another list.</exception>
    public OperationPlan? Find(ReadInputs inputs)
    {
        var node = _root;
        while (node.Question is { } question)
        {
            if (!node.Next.TryGetValue(question.Answer(inputs), out var next))
            {
                return null;
            }

            node = next;
        }

        return node.Plan;
    }

    public void Keep(PlanDialogue dialogue, OperationPlan plan)
    {
        lock (_lock)
        {
            if (Count == Most)
            {
                (_root, Count, Length) = (new Node(), 0, 0);
            }

            var node = _root;
            foreach (var (question, answer) in dialogue.Asked)
            {
                // The same answers so far lead to the same next question.
                node.Question ??= question;
                node = node.Next.GetOrAdd(answer, _ => new Node());
            }

            if (node.Plan is null)
            {
                Count++;
                Length += plan.Statements.Sum(statement => statement.Sql.Text.Length);
                node.Plan = plan;
            }
        }
    }

    private sealed class Node
    {
        private volatile PlanQuestion? _question;
        private volatile OperationPlan? _plan;

        public PlanQuestion? Question
        {
            get => _question;
            set => _question = value;
        }

        public OperationPlan? Plan
        {
            get => _plan;
            set => _plan = value;
        }

        public ConcurrentDictionary<object, Node> Next { get; } = new(concurrencyLevel: 1, capacity: 1);
    }
}
