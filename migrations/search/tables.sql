-- A passage: about thirty words of a track, or its title. Never changed, only replaced; a vector may come later.
create table public.passage (
    id uuid not null constraint pk_passage primary key,
    created_at timestamptz not null default now(),
    workspace_id uuid not null constraint fk_passage_workspace_id references public.workspace on delete cascade,
    track_id uuid not null,
    is_title boolean not null,
    start_ms integer not null,
    end_ms integer not null,
    language varchar(8),
    text varchar not null,
    track_passages integer not null,
    tsv tsvector not null
        generated always as (to_tsvector(search_config(language), search_words(text))) stored,
    embedding halfvec(384),
    constraint fk_passage_workspace_id_track_id foreign key (workspace_id, track_id)
        references public.track (workspace_id, id) on delete cascade
);
-- Short rows side by side: a common word touches many of them.
alter table public.passage alter embedding set storage plain;
create index ix_passage_workspace_id on public.passage (workspace_id);
create index ix_passage_track_id on public.passage (track_id, start_ms);
create index ix_passage_tsv on public.passage using gin (workspace_id, tsv);
create index ix_passage_title on public.passage using gin (workspace_id, tsv) where is_title;
create index ix_passage_embedding on public.passage using hnsw (embedding halfvec_ip_ops);

create table public.vocabulary (
    workspace_id uuid not null constraint fk_vocabulary_workspace_id references public.workspace on delete cascade,
    language varchar(8) collate "C" not null,
    word varchar collate "C" not null,
    lexeme varchar collate "C" not null,
    passages_count bigint not null,
    constraint pk_vocabulary primary key (workspace_id, language, word)
);
create index ix_vocabulary_word on public.vocabulary (workspace_id, word, lexeme, passages_count);
create index ix_vocabulary_lexeme on public.vocabulary (workspace_id, lexeme) include (passages_count);
create index ix_vocabulary_near on public.vocabulary using gin (workspace_id, word gin_trgm_ops);

create table public.search_size (
    workspace_id uuid not null constraint pk_search_size primary key
        constraint fk_search_size_workspace_id references public.workspace on delete cascade,
    passages_count bigint not null,
    titles_count bigint not null
);
