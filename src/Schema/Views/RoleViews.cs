using System.Collections.Concurrent;
using GraphQL.Types;
using Lintel.Domain;
using Lintel.Schema.Shared.Reading;
using Lintel.Schema.Shared.Scalars;

namespace Lintel.Schema.Views;

/// <summary>One whole graph and what each role has of it.</summary>
internal sealed class RoleViews(ISchema whole)
{
    private readonly ConcurrentDictionary<string, Lazy<ISchema>> _views = new(StringComparer.Ordinal);

    /// <summary>The graph with everything that is declared; nobody's requests are run against it.</summary>
    public ISchema Whole => whole;

    /// <summary>The view of a role; null: of a caller who has not signed in. Built once, when it is first asked for.</summary>
    public ISchema Of(Role? role) => _views.GetOrAdd(role?.ToString() ?? "", _ => new Lazy<ISchema>(() => Build(role))).Value;

    private View Build(Role? role)
    {
        whole.Initialize();
        var view = new View(whole, new ViewTypes(new ViewContents(whole, role)));
        view.Initialize();
        return view;
    }

    private sealed class View : GraphQL.Types.Schema
    {
        public View(ISchema whole, ViewTypes types)
        {
            Features.RepeatableDirectives = true;
            Features.DeprecationOfInputValues = true;
            Description = whole.Description;
            this.PlannedBy(whole.Planner());
            foreach (var directive in whole.Directives)
            {
                if (Directives.Find(directive.Name) is null)
                {
                    Directives.Register(directive);
                }
            }

            Query = types.Root(whole.Query) ?? throw new InvalidOperationException("Every view has something to query.");
            Mutation = types.Root(whole.Mutation);
            Subscription = types.Root(whole.Subscription);
            // The language's own, which any document may declare variables of.
            RegisterType(ScalarTypes.String);
            RegisterType(ScalarTypes.Id);
            RegisterType(ScalarTypes.Int);
            // Interfaces no field returns: the engine finds them only if told.
            foreach (var type in types.All.OfType<IInterfaceGraphType>().ToList())
            {
                RegisterType(type);
            }
        }
    }
}
