-- What the words of a query stand for, as 0003 had it, but all words at once: one query for a question of ten words, and not thirty.
-- `beginning`: the place of the word that may go on; 0 for none. A stop word gives no row. Kinds: 'word', 'beginning', 'near' (with its likeness 0–1).
create or replace function public.search_terms(words text[], beginning integer)
returns table (slot integer, lexeme text, kind text, likeness real, passages_count bigint)
stable security definer
set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.35
language plpgsql as $$
#variable_conflict use_column
begin
    return query
    with asked as materialized (
        select place::integer as slot, unaccent(lower(word)) as word
        from unnest(words) with ordinality as given (word, place)
    ),
    stemmed as materialized (
        select asked.slot, used.language, ts_lexize(search_dictionary(used.language), asked.word) as stems
        from search_languages() used cross join asked
    ),
    stopped as materialized (select slot from stemmed where stems = '{}'),
    exact as materialized (
        select stem.slot, stem.lexeme, search_known(stem.lexeme) as passages_count
        from (
            select distinct slot, stems[1] as lexeme from stemmed
            where stems[1] is not null and (language <> '' or slot not in (table stopped))
        ) stem
    ),
    said as materialized (select slot from exact where passages_count > 0),
    begun as materialized (
        select asked.slot, v.lexeme::text, sum(v.passages_count)::bigint as passages_count
        from asked join vocabulary v on v.word > asked.word and v.word < asked.word || U&'\FFFF'
        where asked.slot = beginning and length(asked.word) >= 2 and v.workspace_id = search_workspace()
        group by 1, 2 order by 3 desc limit 12
    )
    select slot, lexeme, 'word', 1::real, passages_count from exact
    union all
    select slot, lexeme, 'beginning', case when slot in (table said) then 0.3 else 1 end::real, passages_count from begun
    union all
    select asked.slot, near.*
    from asked cross join lateral (
        select v.lexeme::text, 'near', max(similarity(v.word, asked.word)), sum(v.passages_count)::bigint
        from vocabulary v where v.workspace_id = search_workspace() and v.word % asked.word
        group by 1 order by 3 desc, 4 desc limit 6
    ) near
    where length(asked.word) >= 4 and asked.word !~ '^[0-9]+$'
        and asked.slot not in (table stopped union table said union select slot from begun);
end
$$;
