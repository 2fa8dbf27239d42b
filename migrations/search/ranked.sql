-- The best of the passages found, as moments: the highest within fifteen seconds, a few for each track.
-- The figures 0.4, 0.6, 0.8, 0.2 and 1.64 are explained in domain/search_plan.py.
create function public.search_ranked(asked jsonb, candidates uuid[], spoken uuid[], meaning halfvec)
returns table (passage_id uuid, track_id uuid, is_title boolean, start_ms integer, end_ms integer, language varchar,
               score double precision, moments bigint)
stable set plan_cache_mode = force_custom_plan set jit = off
language plpgsql as $$
#variable_conflict use_column
declare
    all_of tsquery := (asked ->> 'all_of')::tsquery;
    none_of tsquery := (asked ->> 'none_of')::tsquery;
begin
    return query
    with wanted as materialized (
        select t.slot::integer as slot, t.query::tsquery as query, t.weight::real as weight
        from rows from (
            jsonb_array_elements_text(asked -> 'slots'), jsonb_array_elements_text(asked -> 'queries'),
            jsonb_array_elements_text(asked -> 'weights')) as t (slot, query, weight)
    ),
    named as materialized (
        select t.slot::integer as slot, t.weight::real as weight
        from rows from (
            jsonb_array_elements_text(asked -> 'spoken_slots'),
            jsonb_array_elements_text(asked -> 'spoken_weights')) as t (slot, weight)
    ),
    candidate as materialized (
        select p.id, p.track_id, p.is_title, p.start_ms, p.end_ms, p.language, p.track_passages, p.tsv,
            -(p.embedding <#> meaning) as near
        from passage p
        where p.id = any (candidates)
            and (all_of is null or p.tsv @@ all_of) and (none_of is null or not p.tsv @@ none_of)
    ),
    heard as (
        select c.id, c.track_id, w.slot, max(w.weight * ts_rank('{1, 1, 1, 1}', c.tsv, w.query) * 1.644934) as points
        from candidate c cross join wanted w group by 1, 2, 3
        union all
        select c.id, c.track_id, n.slot, n.weight from candidate c cross join named n where c.track_id = any (spoken)
    ),
    by_passage as (
        select id, sum(points) / (asked ->> 'weight_total')::real as words
        from (select id, slot, max(points) as points from heard group by 1, 2) each_word group by 1
    ),
    by_track as (
        select track_id, sum(points) / (asked ->> 'weight_total')::real as words
        from (select track_id, slot, max(points) as points from heard group by 1, 2) each_word group by 1
    ),
    scored as (
        select c.*,
            0.4 * coalesce(p.words, 0) + coalesce(c.near, 0.6 * coalesce(p.words, 0))
            + 0.4 * coalesce(t.words, 0) / (0.8 + 0.2 * max(c.track_passages) over (partition by c.track_id)
                                            / (asked ->> 'mean_passages')::real) as score
        from candidate c left join by_passage p using (id) left join by_track t using (track_id)
        where p.words > 0 or c.near >= (asked ->> 'near_least')::real
    ),
    peak as (
        select *, row_number() over (partition by track_id order by score desc, start_ms) as place, max(score) over () as top
        from (
            select *, max(score - start_ms * 1e-12) over (
                partition by track_id, is_title order by start_ms range between 15000 preceding and 15000 following
            ) as around
            from scored
        ) hills where score - start_ms * 1e-12 >= around
    )
    select id, track_id, is_title, start_ms, end_ms, language, score, count(*) over ()
    from peak where place <= (asked ->> 'moments_each')::integer and score >= 0.35 * top
    order by score desc, start_ms limit (asked ->> 'limit')::integer;
end
$$;
