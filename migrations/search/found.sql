-- What is asked comes as JSON from domain/search_plan.py:
--   any_of                         tsqueries, tried in turn until words_max passages are found
--   all_of, none_of                tsqueries: what every passage must hold, and must not
--   slots, queries, weights        the words of the query, each with its alternatives, weighed by how rare they are
--   weight_total                   what a passage gets that holds every word once
--   spoken_slots, spoken_weights   the words that are names; `spoken` are the tracks of the people so named
--   exact                          compare every vector instead of asking the index

-- Passages that may be it, by words and by meaning; not ranked. `tracks`, when given, are the only ones looked at.
create function public.search_found(asked jsonb, tracks uuid[], spoken uuid[], meaning halfvec)
returns table (passage_id uuid, track_id uuid)
stable security definer
set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off
set hnsw.iterative_scan = relaxed_order set hnsw.ef_search = 60
language plpgsql as $$
#variable_conflict use_column
declare
    workspace uuid := search_workspace();
    probe tsquery;
    words_max integer := asked ->> 'words_max';
    near_max integer := asked ->> 'near_max';
    words_found integer := 0;
    added integer;
begin
    for probe in select jsonb_array_elements_text(asked -> 'any_of')::tsquery loop
        return query
            select p.id, p.track_id from passage p
            where p.is_title and p.workspace_id = workspace and p.tsv @@ probe
                and (tracks is null or p.track_id = any (tracks))
            limit words_max;
        return query
            select p.id, p.track_id from passage p
            where p.workspace_id = workspace and p.tsv @@ probe and (tracks is null or p.track_id = any (tracks))
            limit words_max - words_found;
        get diagnostics added = row_count;
        words_found := words_found + added;
        exit when words_found >= words_max;
    end loop;
    if spoken is not null then
        return query
            select p.id, p.track_id from passage p
            where p.is_title and p.track_id = any (spoken) and p.workspace_id = workspace limit words_max;
    end if;
    if meaning is not null and (asked ->> 'exact')::boolean then
        return query
            select p.id, p.track_id from passage p
            where p.workspace_id = workspace and p.embedding is not null and (tracks is null or p.track_id = any (tracks))
            order by (p.embedding <#> meaning) + 0 limit near_max;
    elsif meaning is not null then
        return query
            select p.id, p.track_id from passage p
            where p.workspace_id = workspace and (tracks is null or p.track_id = any (tracks))
            order by p.embedding <#> meaning limit near_max;
    end if;
end
$$;
