namespace Lintel.Data.Providers.Postgres.Wall;

/// <summary>
/// The triggers that raise the access epoch. They stand with the wall and not in a migration, so that one that somebody dropped is found at
/// the start and put back by migrating. Their function works with its owner's rights: no role writes the epoch, whichever changes an account.
/// </summary>
internal static class AccessEpochScript
{
    /// <summary>The name of the function, and what the names of its triggers begin with.</summary>
    public const string Name = "raise_access_epoch";

    /// <summary>
    /// The triggers wait for the commit, and then raise once a transaction: the row's lock is the last that is taken, so nobody who has it
    /// waits for anybody. The script raises the epoch once itself: nobody knows what was changed while a trigger was missing.
    /// </summary>
    public const string Text = $"""
        DO $put_up$
        BEGIN
          EXECUTE format($create$
            CREATE OR REPLACE FUNCTION %1$I.{Name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
            AS $body$ BEGIN
              UPDATE %1$I.access_epoch SET value = value + 1 WHERE xmin <> pg_current_xact_id()::xid;
              RETURN NULL;
            END $body$
            $create$, current_schema());
        END
        $put_up$;
        REVOKE ALL ON FUNCTION {Name}() FROM PUBLIC;
        DROP TRIGGER IF EXISTS {Name} ON accounts;
        CREATE CONSTRAINT TRIGGER {Name} AFTER INSERT OR UPDATE OR DELETE ON accounts
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name}_emptied ON accounts;
        CREATE TRIGGER {Name}_emptied AFTER TRUNCATE ON accounts FOR EACH STATEMENT EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name} ON offices;
        CREATE CONSTRAINT TRIGGER {Name} AFTER UPDATE OF custom_fields_version ON offices
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name} ON api_keys;
        CREATE CONSTRAINT TRIGGER {Name} AFTER UPDATE OF {AccessEpoch.KeyColumns} OR DELETE ON api_keys
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name}_emptied ON api_keys;
        CREATE TRIGGER {Name}_emptied AFTER TRUNCATE ON api_keys FOR EACH STATEMENT EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name} ON trusted_documents;
        CREATE CONSTRAINT TRIGGER {Name} AFTER UPDATE OF {AccessEpoch.DocumentColumns} OR DELETE ON trusted_documents
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {Name}();
        DROP TRIGGER IF EXISTS {Name}_emptied ON trusted_documents;
        CREATE TRIGGER {Name}_emptied AFTER TRUNCATE ON trusted_documents FOR EACH STATEMENT EXECUTE FUNCTION {Name}();
        UPDATE access_epoch SET value = value + 1;
        """;
}
